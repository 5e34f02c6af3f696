import { assertNever } from '../assert-never.ts';
import type { ReviewItem } from '../dream/proposal.ts';
import type { Commit, JournalRecord } from './record.ts';

function pathsOfCommit(commit: Commit): readonly string[] {
  return commit.changes.flatMap(({ before, after }) => [before, after].flatMap((memory) => memory?.path ?? []));
}

function pathsOfItem({ proposal }: ReviewItem): readonly string[] {
  return [proposal.path, ...proposal.changes.flatMap(({ after }) => after?.path ?? [])];
}

/** Paths of the memories that an entry changes or proposes to change, each once. */
export function pathsOf(record: JournalRecord): readonly string[] {
  return [...new Set(listPaths(record))];
}

function listPaths(record: JournalRecord): readonly string[] {
  switch (record.kind) {
    case 'commit':
      return pathsOfCommit(record.commit);
    case 'dream-ended':
      return [...(record.commit === null ? [] : pathsOfCommit(record.commit)), ...record.items.flatMap(pathsOfItem)];
    case 'proposed':
      return record.items.flatMap(pathsOfItem);
    case 'revised':
      return pathsOfItem(record.item);
    case 'folders-summed-up':
    case 'decided':
    case 'dream-started':
    case 'session-imported':
    case 'session-removed':
    case 'constitution':
    case 'allowed':
    case 'key-announced':
    case 'thresholds-reset':
    case 'model-called':
    case 'recovered':
    case 'redacted':
      return [];
    default:
      return assertNever(record);
  }
}
