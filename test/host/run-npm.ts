import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs npm quietly; what it printed is part of the error when it fails. */
export async function runNpm(folder: string, ...args: readonly string[]): Promise<void> {
  const script = process.env['npm_execpath'];
  const npm = script
    ? spawn(process.execPath, [script, ...args], { cwd: folder })
    : spawn('npm', [...args], { cwd: folder, shell: process.platform === 'win32' });
  const printed: string[] = [];
  npm.stdout.on('data', (data) => printed.push(String(data)));
  npm.stderr.on('data', (data) => printed.push(String(data)));
  const [code] = await once(npm, 'close');
  if (code !== 0) {
    throw new Error(`npm ${args.join(' ')} failed in ${folder}:\n${printed.join('')}`);
  }
}
