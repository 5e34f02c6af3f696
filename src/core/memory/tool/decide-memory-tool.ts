import { buildCommit } from '../../dream/commit.ts';
import type { DreamGate, GatedItem } from '../../dream/gate-dream.ts';
import type { Proposal, ReviewItem } from '../../dream/proposal.ts';
import { NO_SUPPORT } from '../../dream/propose/draft.ts';
import { isSettled } from '../../dream/propose/is-settled.ts';
import { newId } from '../../identifier.ts';
import type { JournalRecord } from '../../journal/record.ts';
import { lowestOrigin, type Origin } from '../../origin.ts';
import type { Decision, StoreView } from '../../store.ts';
import type { Citation } from '../citation.ts';
import { citationsOf } from '../cite.ts';
import { summarizeFolder, summaryHolds } from '../folder-summary.ts';
import { MEMORY_KINDS, type Memory } from '../memory.ts';
import { ownerOfPath, ownFolder } from '../own-memory.ts';
import type { MemoryCommand } from './memory-command.ts';
import { type PlannedEdit, planEdits } from './plan-edits.ts';
import { type SessionFiles, sessionFiles } from './session-files.ts';
import { toolPathOf } from './tool-path.ts';
import { viewFiles } from './view-files.ts';
import type { WordsOfCall } from './words-of-call.ts';

/** What the memory tool answers its agent. */
export interface MemoryToolAnswer {
  readonly kind: 'shown' | 'committed' | 'waiting' | 'withdrawn' | 'refused' | 'error';
  /** The result of the tool call. */
  readonly text: string;
  /** What the result counts as when it is kept as an event: the lowest origin among the words it shows. */
  readonly origin: Origin;
  readonly items: readonly ReviewItem[];
}

/** A call of the memory tool by an agent, secrets masked. */
export interface MemoryToolCall {
  readonly session: string;
  readonly agent: string;
  readonly command: MemoryCommand;
  /** Whose words it writes down. */
  readonly words: WordsOfCall;
  /** What of the workspace those words cite. */
  readonly found: readonly Citation[];
  readonly now: Date;
}

/** Carries out one command of Anthropic's memory tool: what it changes is proposed, and passes the gate like a dream's. */
export function decideMemoryTool(
  call: MemoryToolCall,
  view: StoreView,
  judgeAll: DreamGate['judgeAll'],
): Decision<MemoryToolAnswer> {
  const { command } = call;
  const files = sessionFiles(view, call, call.now.toISOString());
  if (command.kind === 'view')
    return { records: [], result: answerView(files, command.path, command.range, summaries(view, files, call.now)) };
  const plan = planEdits(command, files);
  if (plan.kind === 'error') return { records: [], result: answer('error', plan.message) };
  const foreign = plan.edits.find(({ path }) => (ownerOfPath(path) ?? call.agent) !== call.agent);
  if (foreign !== undefined) {
    const message = `${toolPathOf(foreign.path)} is kept by another agent. Yours are below ${toolPathOf(ownFolder(call.agent))}`;
    return { records: [], result: answer('error', message) };
  }
  const drafts = plan.edits.map((edit) => draftProposal(edit, call));
  const declined = drafts.find((draft) => isDeclined(draft, view));
  if (declined !== undefined) {
    const message = `Not saved: a person rejected this edit of ${declined.path} before. Ask them, or propose something else.`;
    return { records: [], result: answer('refused', message) };
  }
  const withdrawn = drafts.filter(isUndone);
  const judged = judgeAll(
    drafts.filter((proposal) => !isUndone(proposal)),
    view,
  );
  const refused = judged.filter(({ verdict }) => verdict.verdict === 'refuse');
  if (refused.length > 0) return refuse(refused, view);
  const records = [
    ...judged.map(({ item }) => proposed(item, view)),
    ...withdrawals(withdrawn),
    ...commits(judged, call),
  ];
  const waiting = judged.filter(({ passed }) => passed === null).map(({ item }) => item);
  const kind = waiting.length > 0 ? 'waiting' : judged.length > 0 ? 'committed' : 'withdrawn';
  const text = [`${plan.done}: ${OUTCOME[kind]}`, plan.detail].filter((part) => part !== '').join('\n');
  return { records, result: { kind, text, origin: 'assistant', items: judged.map(({ item }) => item) } };
}

const OUTCOME = {
  waiting: 'waits for review. This session already sees it; others do once a person approves it.',
  committed: 'committed.',
  withdrawn: 'what waited for review is withdrawn.',
} as const;

type SummaryOf = Parameters<typeof viewFiles>[3];

function answerView(
  files: SessionFiles,
  path: string,
  range: readonly [number, number] | null,
  summaryOf: SummaryOf,
): MemoryToolAnswer {
  const viewed = viewFiles(files, path, range, summaryOf);
  if (viewed.kind === 'error') return answer('error', viewed.message);
  return { kind: 'shown', text: viewed.text, origin: lowestOrigin(['tool', viewed.origin]), items: [] };
}

/** What a model's dream wrote, as long as all that it rests on is seen by this session; else picked from what is. */
function summaries(view: StoreView, files: SessionFiles, now: Date): SummaryOf {
  return (folder, memories) => {
    const at = now.toISOString();
    const kept = view.folderSummary(folder);
    const isSeen = kept?.sentences.every(({ memories: on }) => on.every(({ path }) => files.has(path))) ?? false;
    return kept?.writtenBy === 'model' && summaryHolds(kept, at) && isSeen
      ? { ...kept, entries: memories.length }
      : summarizeFolder(folder, memories, at);
  };
}

function answer(kind: 'error' | 'refused', text: string, items: readonly ReviewItem[] = []): MemoryToolAnswer {
  return { kind, text: `Error: ${text}`, origin: 'assistant', items };
}

/** Nothing of the command is done; a person can still see what was refused, and edit it. */
function refuse(refused: readonly GatedItem[], view: StoreView): Decision<MemoryToolAnswer> {
  const items = refused.map(({ item }) => item);
  const fresh = items.filter(({ proposal }) => view.item(proposal.id) === undefined);
  const details = refused.flatMap(({ verdict }) => verdict.hits.filter(({ effect }) => effect === 'refuse'));
  const reasons = [...new Set(details.map(({ rule, detail }) => `${rule} (${detail})`))].join(', ');
  return {
    records: fresh.length === 0 ? [] : [{ kind: 'proposed', items: fresh }],
    result: answer('refused', `Not saved: refused by ${reasons}.`, items),
  };
}

/** Whether a person rejected exactly this, on the evidence of the same session. */
function isDeclined(draft: Proposal, view: StoreView): boolean {
  const textAfter = ({ changes }: Proposal) => changes[0]?.after?.text;
  const rejected = view.items(['rejected']).filter(({ proposal }) => textAfter(proposal) === textAfter(draft));
  return isSettled(draft, rejected, []);
}

/** An edit of what this session proposed before changes that proposal; anything else is a new one. */
function draftProposal({ file, path, text }: PlannedEdit, call: MemoryToolCall): Proposal {
  const earlier = file?.pending?.proposal;
  const id = file?.memory.id ?? newId('mem', call.now);
  const base = file?.memory ?? null;
  const before = earlier?.changes.find((change) => change.id === id)?.before ?? (earlier === undefined ? base : null);
  const after = text === null ? null : writtenMemory({ id, path, text, base }, call);
  const operation =
    after === null ? 'prune' : before === null ? 'create' : before.text === after.text ? 'move' : 'update';
  return {
    id: earlier?.id ?? newId('prp', call.now),
    dream: null,
    proposedBy: { agent: call.agent, session: call.session },
    operation,
    path: after?.path ?? before?.path ?? path,
    changes: [{ id, before, after }],
    reason: `${call.agent} asked for it with its memory tool.`,
    evidence: call.words.evidence,
    origin: lowestOrigin([call.words.origin, ...(earlier === undefined ? [] : [earlier.origin])]),
    support: { ...NO_SUPPORT, isExplicitInstruction: call.words.isExplicitInstruction, independentSessions: 1 },
    findings: [],
    createdAt: earlier?.createdAt ?? call.now.toISOString(),
  };
}

interface Written {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly base: Memory | null;
}

function writtenMemory({ id, path, text, base }: Written, { words, found, now }: MemoryToolCall): Memory {
  const at = now.toISOString();
  if (base === null) {
    return {
      id,
      path,
      text,
      kind: kindOf(path),
      scope: ownerOfPath(path) === null ? 'workspace' : 'agent',
      tags: [],
      evidence: words.evidence,
      citations: found,
      links: [],
      origin: words.origin,
      author: words.author,
      confidence: words.origin === 'user' ? 0.9 : 0.6,
      validFrom: at,
      validTo: null,
      supersededBy: null,
      pinned: false,
      createdAt: at,
      updatedAt: at,
    };
  }
  if (base.text === text) return { ...base, path, updatedAt: at };
  const origin = lowestOrigin([base.origin, words.origin]);
  const evidence = [...base.evidence, ...words.evidence];
  return { ...base, path, text, origin, evidence, citations: citationsOf(base, text, found), updatedAt: at };
}

/** The kind whose folder the path is in: `/preferences/…` holds preferences. */
function kindOf(path: string): Memory['kind'] {
  const folder = path.split('/')[1] ?? '';
  return MEMORY_KINDS.find((kind) => folder === kind || folder === `${kind}s`) ?? 'fact';
}

/** A deletion of what was only proposed: nothing is left to decide. */
function isUndone({ changes }: Proposal): boolean {
  return changes.every(({ before, after }) => before === null && after === null);
}

function proposed(item: ReviewItem, view: StoreView): JournalRecord {
  return view.item(item.proposal.id) === undefined
    ? { kind: 'proposed', items: [item] }
    : { kind: 'revised', item, comment: null };
}

function withdrawals(proposals: readonly Proposal[]): readonly JournalRecord[] {
  if (proposals.length === 0) return [];
  return [{ kind: 'decided', proposals: proposals.map(({ id }) => id), state: 'withdrawn', comment: null }];
}

function commits(judged: readonly GatedItem[], { agent, now }: MemoryToolCall): readonly JournalRecord[] {
  const edits = judged.flatMap(({ passed }) => passed ?? []);
  if (edits.length === 0) return [];
  const reason = `${agent} asked for it with its memory tool.`;
  const constitution = judged[0]?.verdict.constitution;
  const draft = {
    cause: 'agent',
    dream: null,
    reason,
    now,
    ...(constitution !== undefined && { constitution }),
  } as const;
  return [{ kind: 'commit', commit: buildCommit(edits, draft), comment: null }];
}
