import { collapseWhiteSpace, type Evidence, QUOTE_LIMIT } from '../../evidence.ts';
import { isCurrent, type Memory } from '../../memory/memory.ts';
import { collidingPath, parseMemoryPath } from '../../memory/path.ts';
import { redact } from '../../secrets/redact.ts';
import type { SessionEvent } from '../../sessions/event.ts';
import type { Finding } from '../finding.ts';
import type { Proposal, ReviewItem } from '../proposal.ts';
import { withRules } from '../propose/against-rules.ts';
import { isSettled } from '../propose/is-settled.ts';
import { SaidAlready } from '../propose/same-meaning.ts';
import type { WorkspaceWords } from '../propose/workspace-words.ts';
import { checkWords, rewritesAll } from './check-words.ts';
import { type DroppedEdit, drop } from './dropped-edit.ts';
import { newPaths, newTexts, targetPaths } from './edit-fields.ts';
import { proposalOf } from './edit-proposal.ts';
import { type Cited, groundEdit } from './ground-edit.ts';
import { findInvented, sentencesAround } from './grounded-text.ts';
import type { ModelEdit } from './prompts/propose-edits.ts';

export interface CheckInput {
  readonly edits: readonly ModelEdit[];
  /** The events that exist among the cited ones, by the name that the model gave. */
  readonly events: ReadonlyMap<string, SessionEvent>;
  /** Findings by the name that the model gave. */
  readonly findings: ReadonlyMap<string, Finding>;
  readonly memories: readonly Memory[];
  /** What the rules alone propose: the facts that the gate weighs come from there, never from a model. */
  readonly local: readonly Proposal[];
  /** What the workspace itself says. */
  readonly words: WorkspaceWords;
  readonly rejected: readonly ReviewItem[];
  readonly waiting: readonly ReviewItem[];
  readonly dream: string;
  readonly now: Date;
}

export interface CheckedEdits {
  readonly proposals: readonly Proposal[];
  readonly dropped: readonly DroppedEdit[];
  /** Edits whose reason named what their evidence does not, so that it was replaced. */
  readonly otherReasons: number;
}

/**
 * What of a model's edits holds: its evidence exists and says it, its paths are legal, its numbers and names were
 * not made up, its hedges are kept. The origin is the lowest of what it cites, and what the model puts in words of its own
 * is at best an assistant's.
 */
export function checkModelProposals(input: CheckInput): CheckedEdits {
  const proposals: Proposal[] = [];
  const dropped: DroppedEdit[] = [];
  let otherReasons = 0;
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
    if (!checked.hasReason) otherReasons += 1;
    state.taken.add(checked.proposal.path);
    for (const { id, before, after } of checked.proposal.changes) {
      state.touched.add(id);
      if (after === null) continue;
      state.taken.add(after.path);
      if (before === null) state.said.add(after.text, after.path);
    }
  }
  return { proposals, dropped, otherReasons };
}

interface CheckState {
  readonly memories: ReadonlyMap<string, Memory>;
  readonly taken: Set<string>;
  readonly touched: Set<string>;
  readonly said: SaidAlready<string>;
}

type Checked = { readonly proposal: Proposal; readonly hasReason: boolean } | DroppedEdit;

/** Stands where a model's own reason names what nothing shows. */
const OWN_REASON = 'The quotes below say it';

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
    const wrong = checkWords(text, { ...ground, sentences: cited.sentences });
    if (wrong !== null) return wrong;
  }
  const path = newPaths(edit)
    .map((one) => findInvented(wordsOfPath(one), ground.source))
    .find((one) => one !== null);
  if (texts.length > 0 && path != null) return drop(`${path.kind} not in the evidence`, path.value);
  const [old] = memories;
  if (edit.operation === 'update' && old !== undefined && !ground.replaces && rewritesAll(old.text, edit.text)) {
    return drop('rewrites nearly everything', old.path);
  }
  if (edit.operation === 'create') {
    const same = state.said.find(edit.text);
    if (same !== undefined) return drop('said already', same);
  }
  const hasReason = findInvented(edit.reason, ground.source) === null;
  const reason = hasReason ? edit.reason : (findings[0]?.summary ?? OWN_REASON);
  const written = proposalOf({ ...edit, reason }, ground, input);
  if (written === null) return drop('changes nothing', edit.operation);
  const ruled = withRules(written, input.words, findings);
  if (ruled.kind === 'left-out') {
    return drop(ruled.said.by === 'rules' ? 'said by a rule file' : 'said by the code', ruled.said.file);
  }
  const { proposal } = ruled;
  if (isSettled(proposal, input.rejected, input.waiting)) return drop('decided already', proposal.path);
  return { proposal, hasReason };
}

/** A path is a title: its words may name no more than the text does. */
function wordsOfPath(path: string): string {
  return path.replace(/\.md$/u, '').replace(/[/-]+/gu, ' ').trim();
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
