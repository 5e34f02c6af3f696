import { setTimeout as wait } from 'node:timers/promises';
import type Anthropic from '@anthropic-ai/sdk';
import type { ModelRequest } from '../core/agent/model.ts';
import type { TokenUsage } from '../core/dream/cost.ts';
import { type BatchBegun, type BatchEnded, type ModelAnswer, NO_USAGE } from '../core/dream/engine/dream-model.ts';
import { endReason } from './claude.ts';
import { claudeError } from './claude-error.ts';
import { claudeRequest } from './claude-request.ts';

interface BatchPlace {
  readonly client: Anthropic;
  readonly model: string;
  readonly waitMinutes: number;
  /** Until the first look; later ones come less often. */
  readonly firstLookMilliseconds: number;
}

const LONGEST_PAUSE_MILLISECONDS = 30_000;
const TAKING_BACK_MINUTES = 1;

/** Hands requests in, to be answered at half the price. */
export async function beginBatch(
  { client, model }: BatchPlace,
  requests: readonly ModelRequest[],
): Promise<BatchBegun> {
  try {
    const { id } = await client.messages.batches.create(
      {
        requests: requests.map((request, index) => ({
          custom_id: String(index),
          params: { ...claudeRequest(model, request), max_tokens: request.maxTokens },
        })),
      },
      // Sent twice it might run, and cost, twice.
      { maxRetries: 0 },
    );
    return { kind: 'begun', batch: id };
  } catch (error) {
    return { kind: 'failed', error: claudeError(error, { hasBegun: false, isAborted: false }) };
  }
}

/**
 * The answers of a batch in the order of its requests. What has not come when the time is up is taken back; a caller who is stopped leaves the batch as it is, and may ask for it later.
 */
export async function endBatch(
  place: BatchPlace,
  batch: string,
  count: number,
  signal: AbortSignal,
): Promise<BatchEnded> {
  const { client } = place;
  const places = Array.from({ length: count }, (_, index) => String(index));
  try {
    let isEnded = await untilEnded(place, batch, signal);
    signal.throwIfAborted();
    if (!isEnded) {
      await client.messages.batches.cancel(batch).catch(() => undefined);
      // What was answered before it was taken back is paid for, so it is waited for and used.
      isEnded = await untilEnded({ ...place, waitMinutes: TAKING_BACK_MINUTES }, batch, signal);
      signal.throwIfAborted();
    }
    const answers = isEnded ? await results(client, batch) : new Map<string, ModelAnswer>();
    return {
      kind: 'answered',
      answers: places.map((index) => answers.get(index) ?? missing('no answer came in time')),
    };
  } catch (error) {
    signal.throwIfAborted();
    const failed = claudeError(error, { hasBegun: false, isAborted: false });
    return failed.kind === 'rejected' ? { kind: 'gone' } : { kind: 'failed', error: failed };
  }
}

async function untilEnded(
  { client, waitMinutes, firstLookMilliseconds }: BatchPlace,
  batch: string,
  signal: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + waitMinutes * 60_000;
  let pause = firstLookMilliseconds;
  while (!signal.aborted) {
    const { processing_status: status } = await client.messages.batches.retrieve(batch);
    if (status === 'ended') return true;
    if (performance.now() >= until) return false;
    await wait(pause, undefined, { signal }).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
  }
  return false;
}

async function results(client: Anthropic, id: string): Promise<ReadonlyMap<string, ModelAnswer>> {
  const answers = new Map<string, ModelAnswer>();
  for await (const { custom_id: place, result } of await client.messages.batches.results(id)) {
    answers.set(
      place,
      result.type === 'succeeded' ? answerOf(result.message) : missing(`the batch answered ${result.type}`),
    );
  }
  return answers;
}

function answerOf({ content, stop_reason: reason, usage }: Anthropic.Message): ModelAnswer {
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const cacheReadTokens = usage.cache_read_input_tokens ?? 0;
  const cacheWriteTokens = usage.cache_creation_input_tokens ?? 0;
  const inputTokens = usage.input_tokens + cacheReadTokens + cacheWriteTokens;
  const told: TokenUsage = {
    inputTokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens,
    cacheWriteTokens,
    isBatch: true,
  };
  return { kind: 'answer', text, end: endReason(reason), usage: told };
}

function missing(detail: string): ModelAnswer {
  return { kind: 'error', error: { kind: 'overloaded', detail }, usage: { ...NO_USAGE, isBatch: true } };
}
