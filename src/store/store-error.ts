import { errorText } from '../core/error-text.ts';
/**
 * What kept a store from working: `full` disk, `read-only` disk, `forbidden` (no permission), `busy` (another process
 * holds a lock), `newer` (written by a later version), `damaged`, `closed`, `lost` (its worker ended), `io` for the rest.
 */
export type StoreErrorKind =
  | 'full'
  | 'read-only'
  | 'forbidden'
  | 'busy'
  | 'newer'
  | 'damaged'
  | 'closed'
  | 'lost'
  | 'io';

/** The store could not do what was asked and has changed nothing. The message is one line that names the mend. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function hasErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(codeOf(error));
}

/** A StoreError for whatever a file operation threw; one that already is a StoreError stays as it is. */
export function storeErrorOf(error: unknown, doing: string, path: string): StoreError {
  if (error instanceof StoreError) return error;
  const cause = { cause: error };
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StoreError(
        'full',
        `The disk is full while ${doing} ${path}; nothing was saved. Free some space and try again.`,
        cause,
      );
    case 'EROFS':
      return new StoreError(
        'read-only',
        `The disk is read-only while ${doing} ${path}; nothing was saved. Make it writable, or choose another place for the store.`,
        cause,
      );
    case 'EACCES':
    case 'EPERM':
      return new StoreError(
        'forbidden',
        `No permission while ${doing} ${path}; nothing was saved. Give your user the right to write there, or choose another place for the store.`,
        cause,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new StoreError(
        'io',
        `A file stands where a folder belongs while ${doing} ${path}; nothing was saved. Move it away, or choose another place for the store.`,
        cause,
      );
    default: {
      const message = errorText(error);
      return new StoreError(
        'io',
        `Trouble while ${doing} ${path} (${message.split('\n')[0]}); nothing was saved. Check the disk and try again.`,
        cause,
      );
    }
  }
}

/** Does file work; what goes wrong is thrown as a StoreError that says what was being done, and where. */
export function guarded<T>(doing: string, path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw storeErrorOf(error, doing, path);
  }
}
