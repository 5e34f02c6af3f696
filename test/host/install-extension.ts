import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Host } from './install-host.ts';
import { paths } from './paths.ts';

/** Installs the extension as it is built in the repository, or the packaged one that DREAMWRIGHT_VSIX names. */
export async function installExtension(host: Host, home: string, extensions: string): Promise<void> {
  const packaged = process.env['DREAMWRIGHT_VSIX'];
  if (packaged) {
    await promisify(execFile)(process.execPath, [
      host.serverScript,
      ...['--install-extension', resolve(packaged), '--accept-server-license-terms'],
      ...['--extensions-dir', extensions, '--server-data-dir', join(home, 'server')],
    ]);
    return;
  }
  const { publisher, name, version } = JSON.parse(await readFile(join(paths.repository, 'package.json'), 'utf8'));
  await mkdir(extensions, { recursive: true });
  await symlink(paths.repository, join(extensions, `${publisher}.${name}-${version}`), 'junction');
}
