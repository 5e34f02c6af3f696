import { join } from 'node:path';
import type { Files } from './files.ts';
import { SIGNED_HEADS } from './journal/head-files.ts';
import { StoreError } from './store-error.ts';

/** Copies what is the truth, journal and sessions, into an empty or missing folder; the database is made anew from it. */
export function copyStore(files: Files, source: string, target: string): void {
  if (files.list(target).length > 0) {
    throw new StoreError('io', `${target} is not empty; nothing was copied. Choose an empty or a new folder.`);
  }
  copyTruth(files, source, target);
}

/** Journal and session files, as far as they stand now. */
export function copyTruth(files: Files, source: string, target: string): void {
  files.makeFolder(join(target, 'sessions'));
  for (const name of files.list(join(source, 'sessions'))) {
    if (name.endsWith('.jsonl')) copyFile(files, join(source, 'sessions', name), join(target, 'sessions', name));
  }
  // The heads come first: a head of what is not copied yet would look like a cut.
  for (const name of [SIGNED_HEADS, 'journal.jsonl']) {
    if (files.size(join(source, name)) !== undefined) copyFile(files, join(source, name), join(target, name));
  }
}

function copyFile(files: Files, from: string, to: string): void {
  files.replace(to, files.chunks(from, 0));
}
