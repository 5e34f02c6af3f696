import { mkdir, rm } from 'node:fs/promises';
import { openWorkbench } from './open-workbench.ts';
import { paths } from './paths.ts';
import { prepareSample } from './prepare-sample.ts';

// `npm run screenshots`: each place in four themes, in a side bar of 240 px and in a wide one.
const themes = {
  dark: 'Dark 2026',
  light: 'Light 2026',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
} as const;

await rm(paths.screenshots, { recursive: true, force: true });
await mkdir(paths.screenshots, { recursive: true });
for (const [name, theme] of Object.entries(themes)) {
  const workbench = await openWorkbench({
    folder: await prepareSample(),
    settings: { 'workbench.colorTheme': theme },
  });
  await workbench.openView('Chat');
  await workbench.photograph(`${name}-empty`);
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/\d+ (memor|wait|added)/);
  await workbench.photograph(`${name}-dreamt`);
  await (await workbench.openView('Review')).leaves().first().click();
  await workbench.page.locator('.monaco-diff-editor').waitFor();
  await workbench.photograph(`${name}-review`);
  await workbench.close();
  console.log(`${name}: done`);
}
process.exit(0);
