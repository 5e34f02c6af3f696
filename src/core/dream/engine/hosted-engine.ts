import type { ModelCall } from '../../agent/noted-model.ts';
import { isCurrent, type Memory } from '../../memory/memory.ts';
import { estimateTokens } from '../../memory/prompt.ts';
import { redact } from '../../secrets/redact.ts';
import type { TokenUsage } from '../cost.ts';
import type { Engine, EngineInput, EngineOutcome } from '../engine.ts';
import { leftOutNotes } from '../propose/left-out.ts';
import { propose } from '../propose.ts';
import { checkHostedEdits } from './check-hosted-edits.ts';
import { diffHostedStore } from './diff-hosted-store.ts';
import { NO_USAGE } from './dream-model.ts';
import { droppedNotes } from './dropped-edit.ts';
import type { EpisodeLookup } from './episode-lookup.ts';
import { followHosted } from './follow-hosted.ts';
import type { HostedDreams } from './hosted-dreams.ts';
import { unreadInstructions } from './local-engine.ts';
import type { Meter } from './meter.ts';
import { remainingProposals } from './remaining-proposals.ts';

/** Keeps in the journal that something was sent. */
export type NoteCall = (call: ModelCall) => Promise<void>;

/** What a hosted store takes. */
const LARGEST_MEMORY_BYTES = 102_400;
const MOST_MEMORIES = 2_000;

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
  const { proposals: local, leftOut } = propose(input);
  const instead = (why: string): EngineOutcome => ({
    proposals: local,
    engine: 'local',
    notes: [`${why}; the local engine wrote the proposals.`, ...unreadInstructions(input), ...leftOutNotes(leftOut)],
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
  const { proposals, dropped } = await checkHostedEdits(edits, ours, input, lookup);
  return {
    proposals: [...proposals, ...remainingProposals(local, proposals)],
    engine: 'hosted',
    estimate: null,
    notes: [
      `${hosted.name} dreamt over ${sessions.length} hosted sessions.`,
      ...(outcome.isWhole ? [] : ['A cap was met; what the hosted dream had by then is kept.']),
      ...droppedNotes(hosted.name, dropped),
      ...leftOutNotes(leftOut),
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
