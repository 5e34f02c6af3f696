import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.ts';
import type { Host } from './install-host.ts';

export async function launchBrowser(host: Host): Promise<Browser> {
  const { executable, environment } = await findBrowser(host);
  return await chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...environment },
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
