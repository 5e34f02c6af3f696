import { setTimeout as wait } from 'node:timers/promises';
import type Anthropic from '@anthropic-ai/sdk';
import { type PriceList, priceOf, type TokenUsage } from '../core/dream/cost.ts';
import { NO_USAGE } from '../core/dream/engine/dream-model.ts';
import type { HostedDreamRequest, HostedDreams, HostedMemory } from '../core/dream/engine/hosted-dreams.ts';
import { type ClaudeConnection, createClaudeClient } from './claude-client.ts';
import { claudeError } from './claude-error.ts';

interface HostedOptions {
  readonly model: string;
  readonly prices: PriceList;
  readonly lookEveryMilliseconds?: number;
}

type HostedDream = Anthropic.Beta.BetaDream;

const LONGEST_INSTRUCTIONS = 4_096;

/** Anthropic's own Dreams API over a mirror of our memories, which is deleted afterwards. */
export function anthropicDreams(connection: ClaudeConnection, options: HostedOptions): HostedDreams {
  const client = createClaudeClient(connection);
  const { model, prices, lookEveryMilliseconds = 5_000 } = options;
  return {
    name: `Anthropic's hosted dream (${model})`,
    price: priceOf(model, prices),
    dream: async (request, signal) => {
      const stores = new Set<string>();
      let usage = NO_USAGE;
      try {
        const mirror = await mirrored(client, request.memories, stores, signal);
        const started = await client.beta.dreams.create(
          {
            inputs: [
              { type: 'memory_store', memory_store_id: mirror },
              { type: 'sessions', session_ids: [...request.sessions] },
            ],
            model,
            ...(request.instructions !== '' && { instructions: request.instructions.slice(0, LONGEST_INSTRUCTIONS) }),
          },
          { signal },
        );
        const dream = await untilEnded(client, started, { request, signal, lookEveryMilliseconds });
        for (const output of dream.outputs) stores.add(output.memory_store_id);
        usage = usageOf(dream);
        if (signal.aborted) return { kind: 'failed', why: 'was stopped', usage };
        const [output] = dream.outputs;
        const isWhole = dream.status === 'completed';
        if (dream.status === 'failed' || output === undefined) {
          return { kind: 'failed', why: `failed (${dream.error?.message ?? dream.status})`, usage };
        }
        return { kind: 'dreamt', memories: await contents(client, output.memory_store_id, signal), isWhole, usage };
      } catch (error) {
        if (signal.aborted) return { kind: 'failed', why: 'was stopped', usage };
        const failed = claudeError(error, { hasBegun: false, isAborted: false });
        return { kind: 'failed', why: `failed (${'detail' in failed ? failed.detail : failed.kind})`, usage };
      } finally {
        for (const store of stores) await client.beta.memoryStores.delete(store).catch(() => undefined);
      }
    },
  };
}

async function mirrored(
  client: Anthropic,
  memories: readonly HostedMemory[],
  stores: Set<string>,
  signal: AbortSignal,
): Promise<string> {
  const description = 'A copy of Dreamwright memories for one dream; deleted afterwards.';
  const store = await client.beta.memoryStores.create({ name: 'Dreamwright mirror', description }, { signal });
  stores.add(store.id);
  for (const { path, content } of memories) {
    await client.beta.memoryStores.memories.create(store.id, { path, content }, { signal });
  }
  return store.id;
}

/** Looks until the dream has ended; stops it when the caller or a cap says so. */
async function untilEnded(
  client: Anthropic,
  started: HostedDream,
  follow: {
    readonly request: HostedDreamRequest;
    readonly signal: AbortSignal;
    readonly lookEveryMilliseconds: number;
  },
): Promise<HostedDream> {
  let dream = started;
  let isStopped = false;
  while (dream.status === 'pending' || dream.status === 'running') {
    const mustStop = follow.signal.aborted || !follow.request.mayGoOn(usageOf(dream));
    if (mustStop && !isStopped) {
      isStopped = true;
      dream = await client.beta.dreams.cancel(dream.id);
      continue;
    }
    // Once it is stopped it takes only as long as the other side needs, whatever the signal says.
    await wait(follow.lookEveryMilliseconds, undefined, isStopped ? {} : { signal: follow.signal }).catch(
      () => undefined,
    );
    dream = await client.beta.dreams.retrieve(dream.id);
  }
  return dream;
}

async function contents(client: Anthropic, store: string, signal: AbortSignal): Promise<readonly HostedMemory[]> {
  const memories: HostedMemory[] = [];
  for await (const item of client.beta.memoryStores.memories.list(store, { view: 'full' }, { signal })) {
    if (item.type === 'memory') memories.push({ path: item.path, content: item.content ?? '' });
  }
  return memories;
}

function usageOf({ usage }: HostedDream): TokenUsage {
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
