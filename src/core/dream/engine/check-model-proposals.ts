import { collapseWhiteSpace, type Evidence, QUOTE_LIMIT } from '../../evidence.ts';
import { findDroppedHedge } from '../../gate/hedges.ts';
import { isCurrent, type Memory } from '../../memory/memory.ts';
import { collidingPath, parseMemoryPath } from '../../memory/path.ts';
import { redact } from '../../secrets/redact.ts';
import type { SessionEvent } from '../../sessions/event.ts';
import type { Finding } from '../finding.ts';
import type { Proposal, ReviewItem } from '../proposal.ts';
import { isSettled } from '../propose/is-settled.ts';
import { SaidAlready } from '../propose/same-meaning.ts';
import { newPaths, newTexts, targetPaths } from './edit-fields.ts';
import { type EditGround, proposalOf } from './edit-proposal.ts';
import { type Cited, groundEdit } from './ground-edit.ts';
import { findDenied, findInvented, sentencesAround } from './grounded-text.ts';
import type { ModelEdit } from './prompts/propose-edits.ts';

/** Why an edit of a model was dropped. */
export type DropReason =
  | 'malformed'
  | 'event unknown'
  | 'quote not in the event'
  | 'no evidence'
  | 'path not legal'
  | 'path taken'
  | 'memory unknown'
  | 'memory edited twice'
  | 'number not in the evidence'
  | 'name not in the evidence'
  | 'hedge dropped'
  | 'denies its evidence'
  | 'changes nothing'
  | 'over already'
  | 'said already'
  | 'decided already';

export interface DroppedEdit {
  readonly reason: DropReason;
  /** What was wrong, for the log. */
  readonly detail: string;
}

export interface CheckInput {
  readonly edits: readonly ModelEdit[];
  /** The events that exist among the cited ones, by the name that the model gave. */
  readonly events: ReadonlyMap<string, SessionEvent>;
  /** Findings by the name that the model gave. */
  readonly findings: ReadonlyMap<string, Finding>;
  readonly memories: readonly Memory[];
  /** What the rules alone propose: the facts that the gate weighs come from there, never from a model. */
  readonly local: readonly Proposal[];
  readonly rejected: readonly ReviewItem[];
  readonly waiting: readonly ReviewItem[];
  readonly dream: string;
  readonly now: Date;
}

export interface CheckedEdits {
  readonly proposals: readonly Proposal[];
  readonly dropped: readonly DroppedEdit[];
}

/**
 * What of a model's edits holds: its evidence exists and says it, its paths are legal, its numbers and names were
 * not made up, its hedges are kept. The origin is the lowest of what it cites, and what the model puts in words of its own
 * is at best an assistant's.
 */
export function checkModelProposals(input: CheckInput): CheckedEdits {
  const proposals: Proposal[] = [];
  const dropped: DroppedEdit[] = [];
  const current = input.memories.filter((memory) => isCurrent(memory, input.now.toISOString()));
  const state: CheckState = {
    memories: new Map(current.map((memory) => [memory.path, memory])),
    taken: new Set([...input.memories.map(({ path }) => path), ...input.waiting.map(({ proposal }) => proposal.path)]),
    touched: new Set(),
    said: new SaidAlready(),
  };
  for (const { text, path } of current) state.said.add(text, path);
  for (const edit of input.edits) {
    const checked = checkEdit(edit, input, state);
    if ('reason' in checked) {
      dropped.push(checked);
      continue;
    }
    proposals.push(checked.proposal);
    state.taken.add(checked.proposal.path);
    for (const { id, before, after } of checked.proposal.changes) {
      state.touched.add(id);
      if (after === null) continue;
      state.taken.add(after.path);
      if (before === null) state.said.add(after.text, after.path);
    }
  }
  return { proposals, dropped };
}

interface CheckState {
  readonly memories: ReadonlyMap<string, Memory>;
  readonly taken: Set<string>;
  readonly touched: Set<string>;
  readonly said: SaidAlready<string>;
}

type Checked = { readonly proposal: Proposal } | DroppedEdit;

function drop(reason: DropReason, detail: string): DroppedEdit {
  return { reason, detail: redact(collapseWhiteSpace(detail)).text.slice(0, QUOTE_LIMIT) };
}

function checkEdit(edit: ModelEdit, input: CheckInput, state: CheckState): Checked {
  const targets = targetPaths(edit).map((path) => ({ path, memory: state.memories.get(path) }));
  const missing = targets.find(({ memory }) => memory === undefined);
  if (missing !== undefined) return drop('memory unknown', missing.path);
  const memories = targets.flatMap(({ memory }) => memory ?? []);
  if (memories.some(({ id }) => state.touched.has(id)) || new Set(memories).size < memories.length) {
    return drop('memory edited twice', targetPaths(edit).join(' '));
  }
  for (const path of newPaths(edit)) {
    const parsed = parseMemoryPath(path);
    if (parsed.kind === 'invalid') return drop('path not legal', `${path}: ${parsed.message}`);
    if (redact(path).found.length > 0) return drop('path not legal', 'the path holds a secret');
    const other = collidingPath(path, state.taken);
    if (other !== null) return drop('path taken', path);
  }
  const cited = citedEvidence(edit, input.events);
  if ('reason' in cited) return cited;
  const texts = newTexts(edit);
  if (cited.evidence.length === 0 && (texts.length > 0 || memories.some(({ evidence }) => evidence.length === 0))) {
    return drop('no evidence', edit.operation);
  }
  const findings = edit.findings.flatMap((name) => input.findings.get(name) ?? []);
  const ground = groundEdit(edit, { memories, findings, cited, local: input.local, now: input.now });
  for (const text of texts) {
    const wrong = checkText(text, ground, memories, cited);
    if (wrong !== null) return wrong;
  }
  if (edit.operation === 'create') {
    const same = state.said.find(edit.text);
    if (same !== undefined) return drop('said already', same);
  }
  const proposal = proposalOf(edit, ground, input);
  if (proposal === null) return drop('changes nothing', edit.operation);
  return isSettled(proposal, input.rejected, input.waiting) ? drop('decided already', proposal.path) : { proposal };
}

function citedEvidence(edit: ModelEdit, events: ReadonlyMap<string, SessionEvent>): Cited | DroppedEdit {
  const evidence: Evidence[] = [];
  const found: SessionEvent[] = [];
  const sentences: string[] = [];
  for (const { event: name, quote: given } of edit.evidence) {
    const event = events.get(name);
    if (event === undefined) return drop('event unknown', name);
    const text = collapseWhiteSpace(event.text);
    const quote = Array.from(collapseWhiteSpace(given)).slice(0, QUOTE_LIMIT).join('').trim();
    if (quote === '' || !text.includes(collapseWhiteSpace(given))) return drop('quote not in the event', given);
    evidence.push({ session: event.session, event: event.id, quote });
    found.push(event);
    sentences.push(sentencesAround(text, quote));
  }
  return { evidence, events: found, sentences };
}

function checkText(text: string, ground: EditGround, memories: readonly Memory[], cited: Cited): DroppedEdit | null {
  if (text.trim() === '') return drop('malformed', 'a text is empty');
  const invented = findInvented(text, ground.source);
  if (invented !== null) return drop(`${invented.kind} not in the evidence`, invented.value);
  // A memory's own hedges stay too, unless it is what the edit replaces.
  const hedged = [...cited.sentences, ...(ground.replaces ? [] : memories.map((memory) => memory.text))];
  const hedge = hedged.map((sentence) => findDroppedHedge(sentence, text)).find((one) => one !== null);
  if (hedge !== undefined) return drop('hedge dropped', hedge);
  const denied = findDenied(text, cited.sentences);
  return denied === null ? null : drop('denies its evidence', denied);
}
