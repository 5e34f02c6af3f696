import { messageText } from '../../agent/message-text.ts';
import type { Model, ModelError, ModelRequest } from '../../agent/model.ts';
import type { ModelPrice, TokenUsage } from '../cost.ts';

/** One whole answer, or why there is none. What was used is told either way. */
export type ModelAnswer =
  | {
      readonly kind: 'answer';
      readonly text: string;
      readonly end: 'complete' | 'length' | 'refused';
      readonly usage: TokenUsage;
    }
  | { readonly kind: 'error'; readonly error: ModelError; readonly usage: TokenUsage };

/** A language model as a dream uses it: a question, a whole answer. Nothing throws but an abort. */
export interface DreamModel {
  readonly id: string;
  readonly name: string;
  readonly contextTokens: number | null;
  readonly maxAnswerTokens: number | null;
  readonly price: ModelPrice | null;
  /** Before a model that was overloaded is asked again; a few seconds when missing. */
  readonly retryPauseMilliseconds?: number;
  /** Null where the provider can't count. */
  countTokens(request: ModelRequest, signal: AbortSignal): Promise<number | null>;
  answer(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer>;
  /** Answers that may take a while and cost half, in the order of the requests; null where the user does not wait. */
  readonly answerAll:
    | ((requests: readonly ModelRequest[], signal: AbortSignal) => Promise<readonly ModelAnswer[]>)
    | null;
  /** The two halves of it, so that a dream that is stopped in between leaves the batch to the next one. */
  beginBatch?(requests: readonly ModelRequest[]): Promise<BatchBegun>;
  /** Waits as long as the user does for the answers to `count` requests. */
  endBatch?(batch: string, count: number, signal: AbortSignal): Promise<BatchEnded>;
}

export type BatchBegun =
  | { readonly kind: 'begun'; readonly batch: string }
  | { readonly kind: 'failed'; readonly error: ModelError };

export type BatchEnded =
  | { readonly kind: 'answered'; readonly answers: readonly ModelAnswer[] }
  /** The service knows no such batch any more. */
  | { readonly kind: 'gone' }
  /** It may be fetched later. */
  | { readonly kind: 'failed'; readonly error: ModelError };

export const NO_USAGE: TokenUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  isBatch: false,
};

/** Why there is no answer, where nothing was used. */
export function unanswered(error: ModelError): ModelAnswer {
  return { kind: 'error', error, usage: NO_USAGE };
}

/** What a batch came to, request by request. */
export function batchAnswers(ended: BatchEnded, count: number): readonly ModelAnswer[] {
  if (ended.kind === 'answered') return ended.answers;
  const error: ModelError = ended.kind === 'gone' ? { kind: 'overloaded', detail: 'the batch is gone' } : ended.error;
  return Array.from({ length: count }, () => unanswered(error));
}

/** A model of the chat, listened to until its end. `count` measures what the model itself does not tell. */
export function wholeAnswers(
  model: Model,
  more: {
    readonly price: ModelPrice | null;
    countTokens(request: ModelRequest, signal: AbortSignal): Promise<number | null>;
    /** Tokens of a text, for models that do not tell their usage. */
    readonly estimate: (text: string) => number;
  },
): DreamModel {
  const { id, name, contextTokens, maxAnswerTokens } = model;
  return {
    id,
    name,
    contextTokens,
    maxAnswerTokens,
    price: more.price,
    countTokens: (request, signal) => more.countTokens(request, signal),
    answer: (request, signal) => listen(model, request, signal, more.estimate),
    answerAll: null,
  };
}

async function listen(
  model: Model,
  request: ModelRequest,
  signal: AbortSignal,
  estimate: (text: string) => number,
): Promise<ModelAnswer> {
  let text = '';
  let told: TokenUsage | null = null;
  const usage = (): TokenUsage =>
    told ?? { ...NO_USAGE, inputTokens: estimate(textOf(request)), outputTokens: estimate(text) };
  for await (const event of model.stream(request, signal)) {
    if (event.kind === 'text-delta') text += event.text;
    else if (event.kind === 'usage') {
      const { inputTokens, outputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 } = event;
      told = { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, isBatch: false };
    } else if (event.kind === 'end') return { kind: 'answer', text, end: event.reason, usage: usage() };
    else if (event.kind === 'error') {
      // What was refused at the door costs nothing; what broke off may.
      const hasBegun = event.error.kind === 'disconnected' || event.error.kind === 'cancelled';
      return { kind: 'error', error: event.error, usage: hasBegun ? usage() : (told ?? NO_USAGE) };
    }
  }
  return { kind: 'error', error: { kind: 'disconnected', detail: 'the answer has no end' }, usage: usage() };
}

/** Everything that a request sends, for counting. */
export function textOf({ system, messages, answerSchema }: ModelRequest): string {
  const schema = answerSchema === undefined ? [] : [JSON.stringify(answerSchema)];
  return [system, ...messages.map(messageText), ...schema].join('\n');
}
