import { assertNever } from '../assert-never.ts';
import { isSameContent } from '../canonical-json.ts';
import type { Finding } from '../dream/finding.ts';
import { proposalHash } from '../dream/gate.ts';
import type { ReviewItem } from '../dream/proposal.ts';
import { withoutQuote } from '../evidence.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { FolderSummary } from '../memory/folder-summary.ts';
import type { Memory } from '../memory/memory.ts';
import { redactedMemory } from '../memory/redacted-memory.ts';
import { type Hiding, hideText } from './hide-text.ts';
import type { Commit, JournalRecord } from './record.ts';

/** What a redaction takes away from the journal's records. */
export interface RedactionScope extends Hiding {
  /** Whether the content of this state of a memory goes. */
  isRedacted(memory: Memory): boolean;
  /** Whether it is of the memory with this id that content goes. */
  isOf(memory: string): boolean;
  /** Whether a proposal is decided and was not carried out, so that its texts stand nowhere else. */
  isDropped(proposal: string): boolean;
}

/** What is left of a record: the same value where it holds nothing of what goes. */
export function redactRecord(record: JournalRecord, scope: RedactionScope): JournalRecord {
  const redacted = redactParts(record, scope);
  return isSameContent(record, redacted) ? record : redacted;
}

function redactParts(record: JournalRecord, scope: RedactionScope): JournalRecord {
  switch (record.kind) {
    case 'commit':
      return {
        ...record,
        commit: redactCommit(record.commit, scope),
        comment: hideText(record.comment, scope),
      };
    case 'dream-ended': {
      const named = new Set(record.items.flatMap((item) => (isAbout(item, scope) ? item.proposal.findings : [])));
      return {
        ...record,
        dream: hideText(record.dream, scope),
        findings: record.findings.map((finding) => redactFinding(finding, named, scope)),
        items: record.items.map((item) => redactItem(item, scope)),
        commit: record.commit === null ? null : redactCommit(record.commit, scope),
      };
    }
    case 'folders-summed-up':
      return { ...record, summaries: record.summaries.map((summary) => redactSummary(summary, scope)) };
    case 'proposed':
      return { ...record, items: record.items.map((item) => redactItem(item, scope)) };
    case 'decided':
      return { ...record, comment: hideText(record.comment, scope) };
    case 'revised':
      return { ...record, item: redactItem(record.item, scope), comment: hideText(record.comment, scope) };
    case 'allowed':
      return { ...record, pattern: hideText(record.pattern, scope) };
    case 'redacted':
      return {
        ...record,
        reason: hideText(record.reason, scope),
        entries: record.entries.map((one) => ({ ...one, record: redactRecord(one.record, scope) })),
      };
    case 'dream-started':
    case 'session-imported':
    case 'session-removed':
    case 'recovered':
    case 'constitution':
    case 'key-announced':
    case 'thresholds-reset':
    case 'model-called':
      return record;
    default:
      return assertNever(record);
  }
}

/** A model may have said it in other words, so all that rests on the memory goes. */
function redactSummary(summary: FolderSummary, scope: RedactionScope): FolderSummary {
  const left = summary.sentences.filter(
    ({ text, memories }) => !scope.hides(text) && !memories.some(({ id }) => scope.isOf(id)),
  );
  return { ...summary, sentences: left };
}

function redactCommit(commit: Commit, scope: RedactionScope): Commit {
  return {
    ...commit,
    reason: hideText(commit.reason, scope),
    changes: commit.changes.map((change) => redactChange(change, scope)),
    adds: commit.adds.map((item) => redactItem(item, scope)),
  };
}

/** A memory's state goes whole or stays whole, but for quotes. */
function redactChange(change: MemoryChange, scope: RedactionScope): MemoryChange {
  const before = change.before !== null && scope.isRedacted(change.before);
  const after = change.after !== null && scope.isRedacted(change.after);
  const sides = { before: redactState(change.before, before, scope), after: redactState(change.after, after, scope) };
  if (!before && !after) return { ...change, ...sides };
  const had = change.redacted ?? '';
  const isBefore = before || had === 'before' || had === 'both';
  const isAfter = after || had === 'after' || had === 'both';
  return { ...change, ...sides, redacted: isBefore && isAfter ? 'both' : isBefore ? 'before' : 'after' };
}

function redactState(memory: Memory | null, isRedacted: boolean, scope: RedactionScope): Memory | null {
  if (memory === null) return null;
  if (isRedacted) return redactedMemory(memory);
  return {
    ...memory,
    evidence: memory.evidence.map((one) => (scope.hidesQuote(one) ? withoutQuote(one) : one)),
  };
}

function isAbout(item: ReviewItem, scope: RedactionScope): boolean {
  return item.proposal.changes.some((change) =>
    [change.before, change.after].some((memory) => memory !== null && scope.isRedacted(memory)),
  );
}

function redactItem(item: ReviewItem, scope: RedactionScope): ReviewItem {
  const { proposal } = item;
  const isWhole = isAbout(item, scope);
  const isDropped = scope.isDropped(proposal.id);
  const changes = proposal.changes.map((change) =>
    redactChange(change, {
      ...scope,
      isRedacted: (memory) => scope.isRedacted(memory) || (isDropped && scope.hides(memory.text)),
    }),
  );
  const { changes: _changes, path, ...rest } = proposal;
  const hiding: Hiding = isWhole ? { ...scope, hides: () => true, hidesQuote: () => true } : scope;
  const isPathGone = isWhole || changes.some(({ redacted }) => redacted !== undefined);
  return {
    ...item,
    proposal: { ...hideText(rest, hiding), path: isPathGone ? '/redacted.md' : path, changes },
    verdict: { ...item.verdict, hits: hideText(item.verdict.hits, hiding) },
    ...(item.comments && {
      comments: item.comments.map((comment) => ({ ...comment, text: hideText(comment.text, hiding) })),
    }),
    comment: hideText(item.comment, hiding),
    ...(item.drafted !== undefined && { drafted: hideText(item.drafted, hiding) }),
    hash: isSameContent(changes, proposal.changes) ? item.hash : proposalHash(changes),
  };
}

/** What led to a redacted memory goes whole; of any other what repeats it. */
function redactFinding(finding: Finding, named: ReadonlySet<string>, scope: RedactionScope): Finding {
  const isWhole = named.has(finding.id);
  return hideText(finding, isWhole ? { ...scope, hides: () => true, hidesQuote: () => true } : scope);
}
