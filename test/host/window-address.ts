import { pathToFileURL } from 'node:url';
import { paths } from './paths.ts';
import type { Server } from './start-server.ts';

export type WindowOptions = {
  readonly folder?: string | undefined;
  /** A bundled module whose `run()` VS Code calls in the extension host. */
  readonly suite?: string;
};

export function windowAddress(server: Server, { folder, suite }: WindowOptions): string {
  const address = new URL(server.url);
  if (folder) {
    address.searchParams.set('folder', pathToFileURL(folder).pathname);
  } else {
    address.searchParams.set('ew', 'true');
  }
  if (suite) {
    const remote = (path: string) => `vscode-remote://${address.host}${pathToFileURL(path).pathname}`;
    const payload = [
      ['extensionDevelopmentPath', remote(paths.repository)],
      ['extensionTestsPath', remote(suite)],
    ];
    address.searchParams.set('payload', JSON.stringify(payload));
  }
  return address.href;
}
