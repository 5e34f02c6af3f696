import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from './paths.ts';
import { runCommandLine } from './run-command-line.ts';
import { temporaryFolder } from './until-exit.ts';

/** A copy of the sample workspace with the sample sessions in its store, so that the repository stays as it is. */
export async function prepareSample(): Promise<string> {
  const folder = join(temporaryFolder(), 'sample');
  await cp(join(paths.sample, 'workspace'), folder, { recursive: true });
  // A store of its own, where the command line and the editor both find it.
  await mkdir(join(folder, '.dreamwright', 'store'), { recursive: true });
  await runCommandLine(folder, 'import', join(paths.sample, 'sessions'), '--trust', 'user');
  return folder;
}
