import { readFileSync } from 'node:fs';
import { WorkError } from './command.ts';

/** The text of a file that was named on the command line. */
export function readNamedFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new WorkError(
      reason === 'ENOENT' ? `There is no file ${path}; check the path.` : `${path} can't be read (${reason}).`,
    );
  }
}
