import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Host } from './install-host.ts';
import { unpackChromium } from './unpack-chromium.ts';

export type Browser = {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
};

/** An installed Chromium or Chrome, else the one in the npm package. */
export async function findBrowser(host: Host): Promise<Browser> {
  const installed = candidates().find((candidate) => existsSync(candidate));
  if (installed) {
    return { executable: installed, environment: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return await unpackChromium(host);
  }
  throw new Error('No browser found: install Chrome or Chromium, or set CHROME_PATH to one.');
}

function candidates(): readonly string[] {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    return [chosen];
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const programs = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
  return [
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
      folders.map((folder) => join(folder, name)),
    ),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...programs.flatMap((folder) => (folder ? [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [])),
  ];
}
