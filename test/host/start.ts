import { resolve } from 'node:path';
import { installHost } from './install-host.ts';
import { openInBrowser } from './open-in-browser.ts';
import { prepareSample } from './prepare-sample.ts';
import { startServer } from './start-server.ts';
import { windowAddress } from './window-address.ts';

// `npm start`: Dreamwright in a real VS Code, on the sample workspace; `npm start -- <folder>` on a folder of yours.
const chosen = process.argv[2];
try {
  const [host, folder] = await Promise.all([installHost(), chosen ? resolve(chosen) : prepareSample()]);
  const server = await startServer(host);
  const address = windowAddress(server, { folder });
  console.log(`Dreamwright runs in VS Code at\n\n  ${address}\n`);
  if (!chosen) {
    console.log('The workspace is a copy of the sample, with its sessions already imported. It goes when you stop.');
  }
  openInBrowser(address);
  console.log('Ctrl+C stops it.');
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
