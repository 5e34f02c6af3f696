import { createHash } from 'node:crypto';
import type { ChangeOutcome, MemoryDraft } from '../dreamwright.ts';
import type { Evidence } from '../evidence.ts';
import { newId } from '../identifier.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { Memory, MemoryKind } from '../memory/memory.ts';
import { parseMemoryPath } from '../memory/path.ts';
import type { Decision, StoreView } from '../store.ts';
import { buildCommit } from './commit.ts';
import type { Passed } from './gate.ts';
import type { Proposal, ProposalOperation, ReviewItem } from './proposal.ts';
import { reviewItem } from './review-item.ts';
import type { Verdict } from './verdict.ts';

/** The gate for a person's own act: only `refuse` rules apply. */
export type PersonalJudge = (
  proposal: Proposal,
  view: StoreView,
) => { readonly verdict: Verdict; readonly passed: Passed | null };

/** One act of a person on the memory; the act is itself the approval. */
export interface PersonalAct {
  readonly person: string;
  readonly now: Date;
  /** The person's words as kept among the sessions. */
  readonly evidence: readonly Evidence[];
}

const FOLDERS: Readonly<Record<MemoryKind, string>> = {
  fact: 'facts',
  preference: 'preferences',
  procedure: 'procedures',
  pitfall: 'pitfalls',
  decision: 'decisions',
  reference: 'references',
};

/** A readable path for a text that came without one: its kind as folder, its first words as name. */
function suggestPath(text: string, kind: MemoryKind, view: StoreView): string {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = words.slice(0, 7).join('-').slice(0, 60) || 'note';
  for (let number = 1; ; number += 1) {
    const path = `/${FOLDERS[kind]}/${name}${number === 1 ? '' : `-${number}`}.md`;
    if (view.memoryAt(path) === undefined) return path;
  }
}

function proposalOf(operation: ProposalOperation, change: MemoryChange, act: PersonalAct): Proposal {
  return {
    id: newId('prp', act.now),
    dream: null,
    operation,
    path: change.after?.path ?? change.before?.path ?? '',
    changes: [change],
    reason: `${act.person} asked for it.`,
    evidence: act.evidence,
    origin: 'user',
    support: {
      isExplicitInstruction: true,
      independentSessions: 1,
      failedSessions: 0,
      passedSessions: 0,
      isDeclaredCommand: false,
      isSameAuthor: true,
    },
    findings: [],
    createdAt: act.now.toISOString(),
  };
}

/** `answered` are proposals that the act makes needless. */
function decide(
  proposal: Proposal,
  view: StoreView,
  judge: PersonalJudge,
  act: PersonalAct,
  answered: readonly ReviewItem[] = [],
): Decision<ChangeOutcome> {
  const { verdict, passed } = judge(proposal, view);
  if (passed === null) return { records: [], result: { kind: 'refused', item: reviewItem(proposal, verdict) } };
  const moves = answered.map((item) => ({ proposal: item.proposal.id, state: 'withdrawn' as const }));
  const commit = buildCommit([passed], {
    cause: 'person',
    dream: null,
    reason: proposal.reason,
    now: act.now,
    constitution: verdict.constitution,
    moves,
  });
  const item = { ...reviewItem(proposal, verdict, 'committed'), decidedAt: act.now.toISOString() };
  const memories = proposal.changes.flatMap(({ after }) => (after === null ? [] : [after]));
  return {
    records: [{ kind: 'commit', commit: { ...commit, proposals: [] }, comment: null }],
    result: { kind: 'committed', memories, items: [item], messages: [] },
  };
}

function invalid(message: string): Decision<ChangeOutcome> {
  return { records: [], result: { kind: 'invalid', message } };
}

function pathProblem(path: string, id: string, view: StoreView): string | null {
  const parsed = parseMemoryPath(path);
  if (parsed.kind === 'invalid') return parsed.message;
  const occupant = view.memoryAt(parsed.path);
  if (occupant !== undefined && occupant.id !== id)
    return `A memory already stands at ${parsed.path}. Choose another path, or edit that one.`;
  const clash = view
    .memories()
    .find(
      (memory) =>
        memory.id !== id &&
        memory.supersededBy === null &&
        (memory.path.startsWith(`${parsed.path}/`) || parsed.path.startsWith(`${memory.path}/`)),
    );
  return clash === undefined ? null : `${clash.path} is in the way: a path is an entry or a folder, never both.`;
}

/** A new memory on the person's word. */
export function decideRemember(
  draft: MemoryDraft & Pick<Memory, 'scope'>,
  view: StoreView,
  judge: PersonalJudge,
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const text = draft.text.trim();
  if (text === '') return invalid('There is nothing to remember: the text is empty.');
  const kind = draft.kind ?? 'fact';
  const path = draft.path ?? suggestPath(text, kind, view);
  const problem = pathProblem(path, '', view);
  if (problem !== null) return invalid(problem);
  const at = act.now.toISOString();
  const after: Memory = {
    id: newId('mem', act.now),
    path,
    text,
    kind,
    scope: draft.scope,
    tags: [],
    evidence: act.evidence,
    citations: [],
    links: [],
    origin: 'user',
    author: act.person,
    confidence: 1,
    validFrom: at,
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: at,
    updatedAt: at,
  };
  return decide(proposalOf('create', { id: after.id, before: null, after }, act), view, judge, act);
}

/** A person moves a memory here from another store; whose words it is and what it rests on stay as they are. */
export function decideTakeOver(
  memory: Memory,
  view: StoreView,
  judge: PersonalJudge,
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const problem = pathProblem(memory.path, memory.id, view);
  if (problem !== null) return invalid(problem);
  const before = view.memory(memory.id) ?? null;
  const after: Memory = { ...memory, updatedAt: act.now.toISOString() };
  const proposal = proposalOf('promote', { id: memory.id, before, after }, act);
  return decide({ ...proposal, evidence: memory.evidence, origin: memory.origin }, view, judge, act);
}

/** SHA-256 of a text, as the base of a save. */
function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A person saves a memory's document. */
export function decideSave(
  id: string,
  text: string,
  baseHash: string,
  view: StoreView,
  judge: PersonalJudge,
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const before = view.memory(id);
  if (before === undefined) return invalid('This memory is gone. Copy your text, then create it anew.');
  if (textHash(before.text) !== baseHash) {
    return {
      records: [],
      result: { kind: 'conflict', message: `${before.path} changed since you opened it. Compare, then save again.` },
    };
  }
  if (before.text === text)
    return { records: [], result: { kind: 'committed', memories: [before], items: [], messages: [] } };
  if (text.trim() === '') return invalid('An empty memory says nothing. Delete it instead.');
  const after: Memory = {
    ...before,
    text,
    origin: 'user',
    author: act.person,
    evidence: [...before.evidence, ...act.evidence],
    updatedAt: act.now.toISOString(),
  };
  return decide(proposalOf('update', { id, before, after }, act), view, judge, act);
}

/** A person gives a memory another path. */
export function decideRename(
  id: string,
  path: string,
  view: StoreView,
  judge: PersonalJudge,
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const before = view.memory(id);
  if (before === undefined) return invalid('This memory is gone. Refresh the list.');
  const problem = pathProblem(path, id, view);
  if (problem !== null) return invalid(problem);
  const after: Memory = { ...before, path, updatedAt: act.now.toISOString() };
  return decide(proposalOf('move', { id, before, after }, act), view, judge, act);
}

/** A person pins a memory, so that only a person changes it, or takes the pin off. */
export function decidePin(
  id: string,
  pinned: boolean,
  view: StoreView,
  judge: PersonalJudge,
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const before = view.memory(id);
  if (before === undefined) return invalid('This memory is gone. Refresh the list.');
  const after: Memory = { ...before, pinned, updatedAt: act.now.toISOString() };
  return decide(proposalOf('update', { id, before, after }, act), view, judge, act);
}

/** When a memory ends, and until when it is to be verified again; ISO 8601, null for no such date. */
export interface MemoryDates {
  readonly validTo: string | null;
  readonly verifyBy: string | null;
}

/** A person says how long a memory holds; what a dream asked because an earlier date had passed is answered by that. */
export function decideDates(
  id: string,
  dates: MemoryDates,
  view: StoreView,
  judge: PersonalJudge,
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const before = view.memory(id);
  if (before === undefined) return invalid('This memory is gone. Refresh the list.');
  const at = act.now.toISOString();
  const given = [dates.validTo, dates.verifyBy].filter((date) => date !== null);
  if (given.some((date) => Number.isNaN(Date.parse(date)))) return invalid('A date looks like 2026-01-31.');
  if (given.some((date) => date <= at))
    return invalid('The date has passed. Choose one to come, or delete the memory.');
  const { verifyBy: _earlier, ...rest } = before;
  const after: Memory = {
    ...rest,
    validTo: dates.validTo,
    ...(dates.verifyBy === null ? {} : { verifyBy: dates.verifyBy }),
    updatedAt: at,
  };
  const answered = view
    .items(['waiting'])
    .filter(({ proposal }) => proposal.operation === 'prune' && proposal.changes.every((change) => change.id === id));
  return decide(proposalOf('update', { id, before, after }, act), view, judge, act, answered);
}

/** A person deletes a memory; its versions stay, so that it can be brought back. */
export function decideDelete(
  id: string,
  view: StoreView,
  judge: PersonalJudge,
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const before = view.memory(id);
  if (before === undefined) return invalid('This memory is already gone.');
  return decide(proposalOf('prune', { id, before, after: null }, act), view, judge, act);
}
