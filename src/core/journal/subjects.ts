import { assertNever } from '../assert-never.ts';
import type { Commit, JournalRecord } from './record.ts';

function subjectsOfCommit(commit: Commit): readonly string[] {
  const memories = commit.changes.map((change) => change.id);
  return [commit.id, ...(commit.dream === null ? [] : [commit.dream]), ...commit.proposals, ...memories];
}

/** Ids of everything an entry is about, each once; they stay readable after its content is redacted. */
export function subjectsOf(record: JournalRecord): readonly string[] {
  return [...new Set(listSubjects(record))];
}

function listSubjects(record: JournalRecord): readonly string[] {
  switch (record.kind) {
    case 'commit':
      return subjectsOfCommit(record.commit);
    case 'dream-started':
    case 'folders-summed-up':
      return [record.dream];
    case 'dream-ended':
      return [
        record.dream.id,
        ...record.items.map((item) => item.proposal.id),
        ...(record.commit === null ? [] : subjectsOfCommit(record.commit)),
      ];
    case 'proposed':
      return record.items.map((item) => item.proposal.id);
    case 'decided':
      return record.proposals;
    case 'revised':
      return [record.item.proposal.id];
    case 'session-imported':
    case 'session-removed':
      return [record.session];
    case 'constitution':
      return [record.hash];
    case 'key-announced':
      return [record.key];
    case 'thresholds-reset':
    case 'allowed':
    case 'model-called':
    case 'recovered':
      return [];
    case 'redacted':
      return [
        ...record.entries.map(({ entry }) => entry),
        ...record.memories,
        ...record.events.map(({ event }) => event),
        ...(record.titles ?? []),
        ...(record.session === null ? [] : [record.session]),
      ];
    default:
      return assertNever(record);
  }
}
