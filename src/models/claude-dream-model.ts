import type Anthropic from '@anthropic-ai/sdk';
import type { ModelRequest } from '../core/agent/model.ts';
import { type PriceList, priceOf } from '../core/dream/cost.ts';
import { batchAnswers, type DreamModel, unanswered, wholeAnswers } from '../core/dream/engine/dream-model.ts';
import { estimateTokens } from '../core/memory/prompt.ts';
import { type ClaudeModelInfo, claudeModel } from './claude.ts';
import { beginBatch, endBatch } from './claude-batch.ts';
import { type ClaudeConnection, createClaudeClient } from './claude-client.ts';
import { claudeRequest } from './claude-request.ts';

export interface ClaudeDreamOptions {
  readonly prices: PriceList;
  /** How long the person lets a dream wait for answers at half the price, in minutes; 0 for not at all. */
  readonly batchMinutes: number;
  readonly firstLookMilliseconds?: number;
  readonly retryPauseMilliseconds?: number;
}

/** A Claude model as a dream uses it: structured answers, a cached prompt, counted tokens, and batches on request. */
export function claudeDreamModel(
  connection: ClaudeConnection,
  info: ClaudeModelInfo,
  { prices, batchMinutes, firstLookMilliseconds = 5_000, retryPauseMilliseconds }: ClaudeDreamOptions,
): DreamModel {
  const client = createClaudeClient(connection);
  // A dream asks a second time by itself, and notes both.
  const direct = wholeAnswers(claudeModel({ ...connection, maxRetries: 0 }, info), {
    price: priceOf(info.id, prices),
    countTokens: (request, signal) => countTokens(client, info.id, request, signal),
    estimate: estimateTokens,
  });
  const waiting = { client, model: info.id, waitMinutes: batchMinutes, firstLookMilliseconds };
  return {
    ...direct,
    ...(retryPauseMilliseconds !== undefined && { retryPauseMilliseconds }),
    beginBatch: (requests) => beginBatch(waiting, requests),
    endBatch: (batch, count, signal) => endBatch(waiting, batch, count, signal),
    answerAll:
      batchMinutes === 0
        ? null
        : async (requests, signal) => {
            const begun = await beginBatch(waiting, requests);
            if (begun.kind === 'failed') return requests.map(() => unanswered(begun.error));
            return batchAnswers(await endBatch(waiting, begun.batch, requests.length, signal), requests.length);
          },
  };
}

/** Null where the server can't count, so that the caller estimates. */
async function countTokens(
  client: Anthropic,
  model: string,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const { input_tokens: tokens } = await client.messages.countTokens(claudeRequest(model, request), { signal });
    return tokens;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
