import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from './paths.ts';
import { temporaryFolder } from './until-exit.ts';

/** A copy of the sample workspace with the sample sessions in its store, so that the repository stays as it is. */
export async function prepareSample(): Promise<string> {
  const folder = join(temporaryFolder(), 'sample');
  await cp(join(paths.sample, 'workspace'), folder, { recursive: true });
  const commandLine = join(paths.repository, 'dist', 'cli.js');
  if (!existsSync(commandLine)) {
    throw new Error('dist/cli.js is missing: run npm run build first.');
  }
  const store = join(folder, '.dreamwright', 'store');
  const sessions = join(paths.sample, 'sessions');
  const command = [commandLine, 'import', sessions, '--trust', 'user', '--store', store, '--json'];
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (data) => errors.push(String(data)));
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`the sample sessions could not be imported:\n${errors.join('')}`);
  }
  return folder;
}
