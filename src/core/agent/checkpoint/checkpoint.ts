import type { FileEdit } from '../tools/workspace-port.ts';

/** What the files were before and after one turn; the place that a session can go back to. */
export interface Checkpoint {
  /** The user event that the turn answers. */
  readonly message: string;
  /** ISO 8601; what the agent did to the memory since then goes back too. */
  readonly at: string;
  /** By path; `before` as the turn found it, `after` as its last edit left it. */
  readonly files: ReadonlyMap<string, FileEdit>;
}

export function startCheckpoint(message: string, at: string): Checkpoint {
  return { message, at, files: new Map() };
}

/** The checkpoint with one more edit, as it was written. */
export function withEdit(checkpoint: Checkpoint, edit: FileEdit): Checkpoint {
  const first = checkpoint.files.get(edit.path);
  const files = new Map(checkpoint.files).set(
    edit.path,
    first === undefined ? edit : { ...edit, before: first.before },
  );
  return { ...checkpoint, files };
}
