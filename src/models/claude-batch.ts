import { setTimeout as wait } from 'node:timers/promises';
import type Anthropic from '@anthropic-ai/sdk';
import type { ModelRequest } from '../core/agent/model.ts';
import type { TokenUsage } from '../core/dream/cost.ts';
import { type ModelAnswer, NO_USAGE } from '../core/dream/engine/dream-model.ts';
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

/**
 * Answers to all requests at half the price, in their order. What has not come when the time is up, or when the dream
 * is stopped, is taken back.
 */
export async function answerInBatch(
  place: BatchPlace,
  requests: readonly ModelRequest[],
  signal: AbortSignal,
): Promise<readonly ModelAnswer[]> {
  const { client, model } = place;
  try {
    const batch = await client.messages.batches.create(
      {
        requests: requests.map((request, index) => ({
          custom_id: String(index),
          params: { ...claudeRequest(model, request), max_tokens: request.maxTokens },
        })),
      },
      // Sent twice it might run, and cost, twice.
      { signal, maxRetries: 0 },
    );
    let isEnded = await untilEnded(place, batch, signal);
    if (!isEnded) {
      await client.messages.batches.cancel(batch.id).catch(() => undefined);
      // What was answered before it was taken back is paid for, so it is waited for and used.
      isEnded = await untilEnded({ ...place, waitMinutes: TAKING_BACK_MINUTES }, batch, signal);
    }
    signal.throwIfAborted();
    const answers = isEnded ? await results(client, batch.id) : new Map<string, ModelAnswer>();
    return requests.map((_, index) => answers.get(String(index)) ?? missing('no answer came in time'));
  } catch (error) {
    signal.throwIfAborted();
    const failed = claudeError(error, { hasBegun: false, isAborted: false });
    return requests.map(() => ({ kind: 'error', error: failed, usage: NO_USAGE }));
  }
}

async function untilEnded(
  { client, waitMinutes, firstLookMilliseconds }: BatchPlace,
  batch: Anthropic.Messages.MessageBatch,
  signal: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + waitMinutes * 60_000;
  let current = batch;
  let pause = firstLookMilliseconds;
  while (current.processing_status !== 'ended') {
    if (signal.aborted || performance.now() >= until) return false;
    await wait(pause, undefined, { signal }).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
    if (!signal.aborted) current = await client.messages.batches.retrieve(batch.id);
  }
  return true;
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
