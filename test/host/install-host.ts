import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFolderOnce } from './build-folder-once.ts';
import { paths } from './paths.ts';
import { runNpm } from './run-npm.ts';

export type Host = {
  readonly folder: string;
  readonly serverScript: string;
};

/** VS Code's server build from the npm registry, unpacked once for each version of the lock file. */
export async function installHost(): Promise<Host> {
  const lock = await readFile(join(paths.manifest, 'package-lock.json'));
  const key = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const folder = await buildFolderOnce(join(paths.unpacked, `host-${key}`), async (draft) => {
    console.log('Unpacking VS Code, once; this takes about 20 seconds.');
    await mkdir(draft, { recursive: true });
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
      await copyFile(join(paths.manifest, file), join(draft, file));
    }
    await runNpm(draft, 'ci', '--ignore-scripts');
    await runNpm(join(draft, vscode), 'install', '--omit=dev', '--ignore-scripts');
  });
  return { folder, serverScript: join(folder, vscode, 'out', 'server-main.js') };
}

const vscode = join('node_modules', 'code-server', 'lib', 'vscode');
