import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

/** Who speaks in this window: git's `user.name` for the folder, else the name of the account. */
export async function personName(folder: string | null): Promise<string> {
  const options = { timeout: 2_000, ...(folder === null ? {} : { cwd: folder }) };
  const configured = await promisify(execFile)('git', ['config', 'user.name'], options).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return configured === '' ? userInfo().username : configured;
}
