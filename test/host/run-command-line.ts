import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from './paths.ts';

/** What `dreamwright … --json` answers in a workspace that has a store of its own; any number of processes may ask it. */
export async function runCommandLine<Answer = unknown>(workspace: string, ...args: readonly string[]): Promise<Answer> {
  const script = join(paths.repository, 'dist', 'cli.js');
  if (!existsSync(script)) {
    throw new Error('dist/cli.js is missing: run npm run build first.');
  }
  const child = spawn(process.execPath, [script, ...args, '--json'], {
    cwd: workspace,
    env: { ...process.env, DREAMWRIGHT_HOME: join(workspace, '.dreamwright') },
  });
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text) => errors.push(text));
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`dreamwright ${args.join(' ')} failed:\n${errors.join('')}`);
  }
  return JSON.parse(output.join(''));
}
