/** A file of the workspace as it stands. */
export interface FileNow {
  readonly text: string;
  /** ISO 8601. */
  readonly changedAt: string;
}

/**
 * Looks at a file that an agent named, relative to the folder it worked in; null where the workspace holds none such,
 * or none that can be read.
 */
export type LookAtFile = (file: string, cwd: string | undefined) => Promise<FileNow | null>;

/** Where no workspace belongs to the sessions. */
export const LOOK_AT_NOTHING: LookAtFile = async () => null;

/** Reads a file's text alone, relative to the workspace root. */
export function readFileOf(look: LookAtFile): (file: string) => Promise<string | null> {
  return async (file) => (await look(file, undefined))?.text ?? null;
}
