import type { FileEdit } from '../tools/workspace-port.ts';

/** What a call of a session did to a file. */
export interface FileChange extends FileEdit {
  readonly call: string;
  /** The user message that it was done for. */
  readonly message: string;
}

/** A file as it is to be again; null stands for no file. */
export interface FileRestore {
  readonly path: string;
  /** What has to stand there now; otherwise it was changed since and is left alone. */
  readonly expected: string | null;
  readonly text: string | null;
  /** A person or a command changed it between the edits that are taken back, and that goes with them. */
  readonly isMixed?: true;
}

/** What takes back the changes that were made for any of the messages: one step a file, however often it changed. */
export function filesBefore(changes: readonly FileChange[], messages: ReadonlySet<string>): readonly FileRestore[] {
  const restores = new Map<string, FileRestore>();
  for (const { message, path, before, after } of changes) {
    if (!messages.has(message)) continue;
    const earlier = restores.get(path);
    const isMixed = earlier !== undefined && (earlier.isMixed === true || earlier.expected !== before);
    const text = earlier === undefined ? before : earlier.text;
    restores.set(path, { path, expected: after, text, ...(isMixed && { isMixed }) });
  }
  return [...restores.values()].filter(({ expected, text }) => expected !== text);
}

/** Brings back what a restore took. */
export function inverse({ path, expected, text }: FileRestore): FileRestore {
  return { path, expected: text, text: expected };
}
