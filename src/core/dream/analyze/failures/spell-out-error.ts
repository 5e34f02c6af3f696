/** What the C library says of the errors that programs tell by their names (POSIX, `strerror`). */
const NAMED: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  ETIMEDOUT: 'operation timed out',
  EHOSTUNREACH: 'no route to host',
  ENOTFOUND: 'could not resolve host',
  EAI_AGAIN: 'could not resolve host for now',
  EADDRINUSE: 'address already in use',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOSPC: 'no space left on device',
  EMFILE: 'too many open files',
  ENOMEM: 'cannot allocate memory',
  EROFS: 'read-only file system',
  EEXIST: 'file exists',
  EPIPE: 'broken pipe',
};

/** An error with the names of system errors in words, so that it reads like the same error of another program. */
export function spellOutError(error: string): string {
  return error.replace(/\bE[A-Z_]{3,}\b/gu, (name) => NAMED[name] ?? name).replace(/[#…]+/gu, ' ');
}

/** Whether two errors, spelled out, are different errors of the system: a connection refused is none that timed out. */
export function areOtherErrors(left: string, right: string): boolean {
  const [one, other] = [left, right].map((text) => MEANINGS.find((meaning) => text.toLowerCase().includes(meaning)));
  return one !== undefined && other !== undefined && one !== other;
}

const MEANINGS = Object.values(NAMED);
