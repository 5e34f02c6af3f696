import type { ModelCall } from '../../agent/noted-model.ts';
import { collapseWhiteSpace, type Evidence, quoteEvent } from '../../evidence.ts';
import { isCurrent, type Memory } from '../../memory/memory.ts';
import { collidingPath, parseMemoryPath } from '../../memory/path.ts';
import { estimateTokens } from '../../memory/prompt.ts';
import { redact } from '../../secrets/redact.ts';
import { contentTerms } from '../analyze/terms/terms.ts';
import type { TokenUsage } from '../cost.ts';
import type { Engine, EngineInput, EngineOutcome } from '../engine.ts';
import type { Proposal } from '../proposal.ts';
import { NO_SUPPORT } from '../propose/draft.ts';
import { isSettled } from '../propose/is-settled.ts';
import { propose } from '../propose.ts';
import { diffHostedStore } from './diff-hosted-store.ts';
import { NO_USAGE } from './dream-model.ts';
import { proposalOf } from './edit-proposal.ts';
import type { EpisodeLookup } from './episode-lookup.ts';
import { followHosted } from './follow-hosted.ts';
import type { HostedDreams } from './hosted-dreams.ts';
import type { Meter } from './meter.ts';
import type { ModelEdit } from './prompts/propose-edits.ts';
import { remainingProposals } from './remaining-proposals.ts';

/** Keeps in the journal that something was sent. */
export type NoteCall = (call: ModelCall) => Promise<void>;

/** What a hosted store takes. */
const LARGEST_MEMORY_BYTES = 102_400;
const MOST_MEMORIES = 2_000;
const EVIDENCE = 3;
/** An event that holds this share of a memory's words speaks of it. */
const SPEAKS_OF_IT = 0.5;

/**
 * A dream over hosted sessions and a copy of our memories; what it did to the copy becomes proposals. Its words come
 * from outside, so that each waits for a person.
 */
export function hostedEngine(hosted: HostedDreams, sessions: readonly string[], note: NoteCall): Engine {
  return {
    name: 'hosted',
    // How many tokens it takes is not known beforehand; the caps are watched while it runs.
    estimate: async (input) => {
      input.meter.usePrice(hosted.price);
      const cap = input.meter.capMetBy([NOTHING_YET]);
      const inputTokens = mirrored(input).reduce((sum, { text }) => sum + estimateTokens(text), 0);
      const { asOf } = hosted.price ?? {};
      const { limits } = input.meter;
      return { requests: 1, inputTokens, dollars: null, cap, limits, ...(asOf !== undefined && { pricesAsOf: asOf }) };
    },
    propose: (input, lookup, signal) => proposeHosted({ hosted, sessions, note }, input, lookup, signal),
  };
}

const NOTHING_YET = { inputTokens: 0, outputTokens: 1, isBatch: false };

interface HostedPlace {
  readonly hosted: HostedDreams;
  readonly sessions: readonly string[];
  readonly note: NoteCall;
}

async function proposeHosted(
  { hosted, sessions, note }: HostedPlace,
  input: EngineInput,
  lookup: EpisodeLookup,
  signal: AbortSignal,
): Promise<EngineOutcome> {
  const { meter } = input;
  const local = propose(input);
  const instead = (why: string): EngineOutcome => ({
    proposals: local,
    engine: 'local',
    notes: [`${why}; the local engine wrote the proposals.`],
    estimate: null,
  });
  meter.usePrice(hosted.price);
  const cap = meter.capMetBy([NOTHING_YET]);
  if (cap !== null) return instead(`The cap of ${cap} was met`);
  const ours = mirrored(input);
  input.report(`${hosted.name}, ${ours.length} memories, ${sessions.length} sessions`);
  const outcome = await followHosted(
    hosted,
    {
      memories: ours.map(({ path, text }) => ({ path, content: text })),
      sessions,
      instructions: redact(input.instructions).text,
      mayGoOn: staysBelow(meter),
      note,
    },
    signal,
  );
  meter.record(outcome.usage);
  signal.throwIfAborted();
  if (outcome.kind === 'failed') return instead(`${hosted.name} ${outcome.why}`);
  const edits = diffHostedStore(ours, outcome.memories, outcome.isWhole);
  const { proposals, dropped } = await asProposals(edits, ours, input, lookup);
  return {
    proposals: [...proposals, ...remainingProposals(local, proposals)],
    engine: 'hosted',
    estimate: null,
    notes: [
      `${hosted.name} dreamt over ${sessions.length} hosted sessions.`,
      ...(outcome.isWhole ? [] : ['A cap was met; what the hosted dream had by then is kept.']),
      ...(dropped === 0 ? [] : [`${dropped} of its edits dropped: path not legal or taken, or decided already.`]),
    ],
  };
}

/** Between two looks it goes on spending: it is stopped when another such step would pass a cap. */
function staysBelow(meter: Meter): (usage: TokenUsage) => boolean {
  let seen = NO_USAGE;
  let largest = NO_USAGE;
  return (usage) => {
    const step = combined(usage, seen, (now, before) => Math.max(0, now - before));
    largest = combined(largest, step, Math.max);
    seen = usage;
    return meter.capMetAfter(combined(usage, largest, (now, more) => now + more)) === null;
  };
}

function combined(one: TokenUsage, other: TokenUsage, by: (one: number, other: number) => number): TokenUsage {
  return {
    inputTokens: by(one.inputTokens, other.inputTokens),
    outputTokens: by(one.outputTokens, other.outputTokens),
    cacheReadTokens: by(one.cacheReadTokens, other.cacheReadTokens),
    cacheWriteTokens: by(one.cacheWriteTokens, other.cacheWriteTokens),
    isBatch: one.isBatch,
  };
}

/** The memories of which a copy goes there. */
function mirrored({ memories, sight, now }: EngineInput): readonly Memory[] {
  return memories
    .filter((memory) => memory.scope === 'workspace' && isCurrent(memory, now.toISOString()))
    .filter(sight.seesMemory)
    .filter(({ text }) => new TextEncoder().encode(text).length <= LARGEST_MEMORY_BYTES)
    .slice(0, MOST_MEMORIES);
}

async function asProposals(
  edits: readonly ModelEdit[],
  ours: readonly Memory[],
  input: EngineInput,
  lookup: EpisodeLookup,
): Promise<{ readonly proposals: readonly Proposal[]; readonly dropped: number }> {
  const byPath = new Map(ours.map((memory) => [memory.path, memory]));
  const taken = new Set(input.memories.map(({ path }) => path));
  const proposals: Proposal[] = [];
  for (const edit of edits) {
    const path = 'path' in edit ? edit.path : null;
    if (path !== null && (parseMemoryPath(path).kind === 'invalid' || collidingPath(path, taken) !== null)) continue;
    if (path !== null && redact(path).found.length > 0) continue;
    const memory = 'memory' in edit ? byPath.get(edit.memory) : undefined;
    const text = 'text' in edit ? edit.text : '';
    const ground = {
      memories: memory === undefined ? [] : [memory],
      evidence: text === '' ? [] : await evidenceFor(text, lookup),
      findings: [],
      origin: 'external',
      author: 'dreamwright',
      since: input.now.toISOString(),
      source: '',
      support: NO_SUPPORT,
      replaces: false,
    } as const;
    const proposal = proposalOf(edit, ground, input);
    if (proposal === null || isSettled(proposal, input.rejected, input.waiting)) continue;
    if (path !== null) taken.add(path);
    proposals.push(proposal);
  }
  return { proposals, dropped: edits.length - proposals.length };
}

/** Events of our own sessions that speak of the same; a hosted dream names none of its own. */
async function evidenceFor(text: string, lookup: EpisodeLookup): Promise<readonly Evidence[]> {
  const terms = [...new Set(contentTerms(text))];
  const events = await lookup.search(collapseWhiteSpace(text).slice(0, 300), EVIDENCE * 2);
  return events
    .filter((event) => {
      const said = new Set(contentTerms(event.text));
      return terms.filter((term) => said.has(term)).length >= terms.length * SPEAKS_OF_IT;
    })
    .slice(0, EVIDENCE)
    .map((event) => quoteEvent(event));
}
