import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from './paths.ts';

/** Installs the extension as it is built in the repository, without packaging it. */
export async function linkExtension(extensions: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(paths.repository, 'package.json'), 'utf8'));
  await mkdir(extensions, { recursive: true });
  await symlink(paths.repository, join(extensions, `${publisher}.${name}-${version}`), 'junction');
}
