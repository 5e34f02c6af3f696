import { join } from 'node:path';
import type { Files } from '../files.ts';
import type { Redactions } from '../journal/redactions.ts';
import { sessionFileName } from '../sessions/session-line.ts';
import { hideEvents } from './hide-events.ts';
import { overwriteEntries, overwriteMentions } from './overwrite-lines.ts';

/**
 * Takes everything redacted off the disk: the journal's own bytes, the words kept by hand, saved databases, and copies
 * that were kept aside. Done twice it does nothing more, so that a start can finish what a crash interrupted. Only under
 * the append lock.
 */
export function eraseRedacted(files: Files, directory: string, redactions: Redactions): void {
  overwriteEntries(files, join(directory, 'journal.jsonl'), redactions);
  hideEvents(files, join(directory, 'sessions'), redactions);
  eraseDatabases(files, directory);
  for (const name of files.list(directory)) {
    if (name === 'damaged' || name.startsWith('replaced-')) eraseKept(files, join(directory, name), redactions);
  }
}

/** The database and copies of it that were being written when a process died; it is made from the journal again. */
function eraseDatabases(files: Files, directory: string): void {
  for (const name of files.list(directory)) {
    if (name.startsWith('memory.sqlite')) files.erase(join(directory, name));
  }
}

function eraseKept(files: Files, folder: string, redactions: Redactions): void {
  const removed = new Set([...redactions.subjects].map(sessionFileName));
  eraseDatabases(files, folder);
  for (const name of files.list(folder)) {
    const path = join(folder, name);
    if (name === 'sessions' || name === 'damaged') eraseKept(files, path, redactions);
    else if (removed.has(name)) files.erase(path);
    else overwriteMentions(files, path, redactions);
  }
}
