import { setTimeout as wait } from 'node:timers/promises';
import type { ModelCall } from '../../agent/noted-model.ts';
import type { TokenUsage } from '../cost.ts';
import { NO_USAGE } from './dream-model.ts';
import type { HostedAnswer, HostedDreams, HostedMemory, HostedRun } from './hosted-dreams.ts';
import { callCost } from './noted-dream-model.ts';

export interface HostedDreamRequest {
  /** Our memories, to be mirrored. */
  readonly memories: readonly HostedMemory[];
  /** Hosted sessions, as the person named them. */
  readonly sessions: readonly string[];
  readonly instructions: string;
  /** Asked while it runs; the dream is stopped when it says no. */
  mayGoOn(usage: TokenUsage): boolean;
  /** Told of everything that was sent, whatever becomes of it. */
  note(call: ModelCall): Promise<void>;
}

export type HostedDreamOutcome =
  | {
      readonly kind: 'dreamt';
      /** The store as the hosted dream left it; not all of it when it was stopped. */
      readonly memories: readonly HostedMemory[];
      readonly isWhole: boolean;
      readonly usage: TokenUsage;
    }
  | { readonly kind: 'failed'; readonly why: string; readonly usage: TokenUsage };

/** Once it is stopped it takes as long as the other side needs, but not for ever. */
const LOOKS_AFTER_STOP = 60;

/** Mirrors our memories, dreams over them elsewhere, follows that, and reads what it left; no copy stays behind. */
export async function followHosted(
  hosted: HostedDreams,
  request: HostedDreamRequest,
  signal: AbortSignal,
): Promise<HostedDreamOutcome> {
  const created = await hosted.createStore();
  if (created.kind === 'failed') return { ...created, usage: NO_USAGE };
  const mirror = created.value;
  let outputs: readonly string[] = [];
  try {
    const trouble = await copyMemories(hosted, mirror, request, signal);
    if (trouble !== null) return { kind: 'failed', why: trouble, usage: NO_USAGE };
    const run = await runToItsEnd(hosted, mirror, request, signal);
    if (run.kind === 'failed') return run;
    outputs = run.value.outputs;
    return await whatItLeft(hosted, run.value, signal);
  } finally {
    for (const store of new Set([mirror, ...outputs])) await hosted.removeStore(store);
  }
}

/** Null when all of them are there; else what kept them from it. */
async function copyMemories(
  hosted: HostedDreams,
  store: string,
  { memories, note }: HostedDreamRequest,
  signal: AbortSignal,
): Promise<string | null> {
  const told = { model: hosted.id, purpose: 'dream', inputTokens: 0, outputTokens: 0 } as const;
  let copied = 0;
  let sentCharacters = 0;
  let trouble: string | null = null;
  for (const memory of memories) {
    if (signal.aborted) trouble = 'was stopped';
    if (trouble !== null) break;
    const answer = await hosted.addMemory(store, memory);
    sentCharacters += memory.path.length + memory.content.length;
    copied += 1;
    if (answer.kind === 'failed') trouble = answer.why;
  }
  const end = trouble === null ? 'complete' : signal.aborted ? 'stopped' : 'error';
  if (copied > 0) await note({ ...told, sent: `a copy of ${copied} memories`, sentCharacters, end });
  return trouble;
}

async function runToItsEnd(
  hosted: HostedDreams,
  mirror: string,
  request: HostedDreamRequest,
  signal: AbortSignal,
): Promise<{ readonly kind: 'ran'; readonly value: HostedRun } | Extract<HostedDreamOutcome, { kind: 'failed' }>> {
  if (signal.aborted) return { kind: 'failed', why: 'was stopped', usage: NO_USAGE };
  const { sessions, instructions } = request;
  const started = await hosted.start(mirror, sessions, instructions);
  const followed = started.kind === 'told' ? await untilEnded(hosted, started.value, request, signal) : started;
  const usage = followed.kind === 'told' ? followed.value.usage : NO_USAGE;
  await request.note({
    model: hosted.id,
    purpose: 'dream',
    sent: `a hosted dream over ${sessions.length} sessions`,
    sentCharacters: instructions.length + sessions.join('').length,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    ...callCost(usage, hosted.price),
    end: endOf(followed),
  });
  return followed.kind === 'told' ? { kind: 'ran', value: followed.value } : { ...followed, usage };
}

function endOf(followed: HostedAnswer<HostedRun>): ModelCall['end'] {
  if (followed.kind === 'failed' || followed.value.state === 'failed') return 'error';
  return followed.value.state === 'completed' ? 'complete' : 'stopped';
}

/** Looks until it has ended; stops it when the caller or a cap says so, or when it can't be seen any more. */
async function untilEnded(
  hosted: HostedDreams,
  started: HostedRun,
  { mayGoOn }: HostedDreamRequest,
  signal: AbortSignal,
): Promise<HostedAnswer<HostedRun>> {
  let run = started;
  let looksLeft = Number.POSITIVE_INFINITY;
  let misses = 0;
  while (run.state === 'running' && looksLeft > 0) {
    const isStopping = Number.isFinite(looksLeft);
    if (!isStopping && (signal.aborted || !mayGoOn(run.usage))) {
      looksLeft = LOOKS_AFTER_STOP;
      const stopped = await hosted.cancel(run.id);
      if (stopped.kind === 'told') run = stopped.value;
      continue;
    }
    looksLeft -= 1;
    await wait(hosted.lookEveryMilliseconds, undefined, isStopping ? {} : { signal }).catch(() => undefined);
    const seen = await hosted.look(run.id);
    if (seen.kind === 'told') {
      run = seen.value;
      misses = 0;
    } else if (++misses > 1) {
      // It may still be spending where nobody sees it.
      const stopped = await hosted.cancel(run.id);
      const last = stopped.kind === 'told' ? stopped.value : run;
      return { kind: 'told', value: { ...last, state: 'failed', problem: `could not be seen any more, ${seen.why}` } };
    }
  }
  return { kind: 'told', value: run };
}

async function whatItLeft(hosted: HostedDreams, run: HostedRun, signal: AbortSignal): Promise<HostedDreamOutcome> {
  const { usage, state, problem } = run;
  if (signal.aborted) return { kind: 'failed', why: 'was stopped', usage };
  const [output] = run.outputs;
  if (state === 'failed' || output === undefined) return { kind: 'failed', why: `failed (${problem ?? state})`, usage };
  const left = await hosted.read(output);
  return left.kind === 'failed'
    ? { ...left, usage }
    : { kind: 'dreamt', memories: left.value, isWhole: state === 'completed', usage };
}
