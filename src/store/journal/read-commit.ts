import type { Commit } from '../../core/journal/record.ts';
import type { Files } from '../files.ts';
import { commitOf } from '../projection/projection.ts';
import { StoreError } from '../store-error.ts';
import { readEntry } from './read-journal.ts';

/** The commit of the entry from byte `start` to `end`. Throws StoreError `damaged`. */
export function readCommit(files: Files, path: string, start: number, end: number): Commit {
  const placed = readEntry(files, path, start, end);
  const commit = placed === undefined ? null : commitOf(placed.entry.record);
  if (commit !== null) return withoutRedacted(commit);
  throw new StoreError(
    'damaged',
    `The journal is damaged at byte ${start}: a commit that stood there can't be read. Verify Journal says more; restore a backup to have it back.`,
  );
}

/** What was redacted can be neither restored nor compared, so that undoing passes over it. */
function withoutRedacted(commit: Commit): Commit {
  return { ...commit, changes: commit.changes.filter(({ redacted }) => redacted === undefined) };
}
