import { installHost } from './install-host.ts';
import { launchBrowser } from './launch-browser.ts';
import { dreamsOnlyWhenAsked } from './settings.ts';
import { type ServerOptions, startServer } from './start-server.ts';
import { PATIENCE_MILLISECONDS } from './until.ts';
import { windowAddress } from './window-address.ts';
import { Workbench } from './workbench.ts';

export type WorkbenchOptions = ServerOptions & {
  readonly folder?: string;
  readonly size?: { readonly width: number; readonly height: number };
};

// An editor that opens late takes the focus, and would close the palette under a test's hands.
const steady = { ...dreamsOnlyWhenAsked, 'workbench.quickOpen.closeOnFocusLost': false };

/** A window of a VS Code of its own, ready for the keyboard. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const host = await installHost();
  const [server, browser] = await Promise.all([
    startServer(host, { ...options, settings: { ...steady, ...options.settings } }),
    launchBrowser(host),
  ]);
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(PATIENCE_MILLISECONDS);
  const page = await context.newPage();
  await page.goto(windowAddress(server, { folder: options.folder }));
  // What extensions contribute comes a moment after the window itself.
  await page
    .locator('.activitybar')
    .getByRole('tab', { name: /^Dreamwright/ })
    .waitFor();
  return new Workbench(page, async () => {
    await browser.close();
    await server.close();
  });
}
