import Anthropic from '@anthropic-ai/sdk';
import { assertNever } from '../core/assert-never.ts';
import { type PriceList, priceOf, type TokenUsage } from '../core/dream/cost.ts';
import type { HostedAnswer, HostedDreams, HostedMemory, HostedRun } from '../core/dream/engine/hosted-dreams.ts';
import { type ClaudeConnection, createClaudeClient } from './claude-client.ts';
import { claudeError } from './claude-error.ts';

interface HostedOptions {
  readonly model: string;
  readonly prices: PriceList;
  readonly lookEveryMilliseconds?: number;
}

const LONGEST_INSTRUCTIONS = 4_096;

/** Anthropic's own Dreams API over a mirror of our memories. */
export function anthropicDreams(connection: ClaudeConnection, options: HostedOptions): HostedDreams {
  const { dreams, memoryStores } = createClaudeClient(connection).beta;
  const { model, prices, lookEveryMilliseconds = 5_000 } = options;
  return {
    id: `hosted:${model}`,
    name: `Anthropic's hosted dream (${model})`,
    price: priceOf(model, prices),
    lookEveryMilliseconds,
    createStore: () =>
      told(async () => {
        const description = 'A copy of Dreamwright memories for one dream; deleted afterwards.';
        return (await memoryStores.create({ name: 'Dreamwright mirror', description })).id;
      }),
    addMemory: (store, { path, content }) =>
      told(async () => {
        await memoryStores.memories.create(store, { path, content });
        return null;
      }),
    start: (store, sessions, instructions) =>
      told(async () => {
        const asked: Anthropic.Beta.DreamCreateParams = {
          inputs: [
            { type: 'memory_store', memory_store_id: store },
            { type: 'sessions', session_ids: [...sessions] },
          ],
          model,
          ...(instructions !== '' && { instructions: instructions.slice(0, LONGEST_INSTRUCTIONS) }),
        };
        return runOf(await begunOnce(() => dreams.create(asked, { maxRetries: 0 })));
      }),
    look: (run) => told(async () => runOf(await dreams.retrieve(run))),
    cancel: (run) => told(async () => runOf(await dreams.cancel(run))),
    read: (store) =>
      told(async () => {
        const memories: HostedMemory[] = [];
        for await (const item of memoryStores.memories.list(store, { view: 'full' })) {
          if (item.type === 'memory') memories.push({ path: item.path, content: item.content ?? '' });
        }
        return memories;
      }),
    removeStore: async (store) => {
      await memoryStores.delete(store).catch(() => undefined);
    },
  };
}

/** The SDK itself asks again where the other side is overloaded or out of reach for a moment. */
async function told<T>(ask: () => Promise<T>): Promise<HostedAnswer<T>> {
  try {
    return { kind: 'told', value: await ask() };
  } catch (error) {
    const failed = claudeError(error, { hasBegun: false, isAborted: false });
    return { kind: 'failed', why: `failed (${'detail' in failed ? failed.detail : failed.kind})` };
  }
}

/** Asks a second time only where the service itself said that it did not begin: a dream begun twice costs twice. */
async function begunOnce<T>(begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    if (!(error instanceof Anthropic.APIError) || error.status === undefined) throw error;
    if (error.status !== 429 && error.status < 500) throw error;
    return await begin();
  }
}

function runOf({ id, status, outputs, error, usage }: Anthropic.Beta.BetaDream): HostedRun {
  return {
    id,
    state: stateOf(status),
    outputs: outputs.map((output) => output.memory_store_id),
    problem: error?.message ?? null,
    usage: usageOf(usage),
  };
}

function stateOf(status: Anthropic.Beta.BetaDream['status']): HostedRun['state'] {
  switch (status) {
    case 'pending':
    case 'running':
      return 'running';
    case 'completed':
    case 'failed':
      return status;
    case 'canceled':
      return 'stopped';
    default:
      return assertNever(status);
  }
}

function usageOf(usage: Anthropic.Beta.BetaDream['usage']): TokenUsage {
  const cacheReadTokens = usage.cache_read_input_tokens ?? 0;
  const cacheWriteTokens = usage.cache_creation_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens + cacheReadTokens + cacheWriteTokens,
    outputTokens: usage.output_tokens,
    cacheReadTokens,
    cacheWriteTokens,
    isBatch: false,
  };
}
