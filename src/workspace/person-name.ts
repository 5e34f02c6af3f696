import { execFile } from 'node:child_process';
import { homedir, userInfo } from 'node:os';
import { promisify } from 'node:util';

/**
 * Who speaks: git's `user.name` for the folder, else the name of the account. Null for a folder that is not trusted, whose
 * settings say nothing about the person.
 */
export async function personName(folder: string | null, account: () => string = accountName): Promise<string> {
  const place = folder === null ? [] : ['-C', folder];
  // Begun at home: on Windows a program of that name in the folder would be taken for git.
  const configured = await promisify(execFile)('git', [...place, 'config', 'user.name'], {
    cwd: homedir(),
    timeout: 2_000,
  }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return configured === '' ? account() : configured;
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the number of the account may have no name.
    return `user ${process.getuid?.() ?? ''}`.trim();
  }
}
