import type { JsonObject } from '../json.ts';

/** One turn as a model reads it. */
export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  /** Upper limit of the answer. */
  readonly maxTokens: number;
  /** JSON schema that the answer has to follow; a provider that can't see to that answers as the prompt asks. */
  readonly answerSchema?: JsonObject;
  /** The system prompt and the first message come again in later requests: worth keeping in the provider's cache. */
  readonly isRepeated?: boolean;
}

/** Why no (further) answer came. `detail` is what the other side said, for the log and the hover. */
export type ModelError =
  | { readonly kind: 'refused-key'; readonly detail: string }
  | { readonly kind: 'rate-limit'; readonly detail: string; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'overloaded'; readonly detail: string }
  /** The stream broke after it had begun; what had arrived was delivered. */
  | { readonly kind: 'disconnected'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The other side will not take this request as it is: unknown model, too long, forbidden content. */
  | { readonly kind: 'rejected'; readonly detail: string }
  | { readonly kind: 'cancelled' };

/** What a model's stream tells, in order; `end` or `error` comes once and last. */
export type ModelEvent =
  | { readonly kind: 'text-delta'; readonly text: string }
  /** Tokens of the whole request so far; a later one replaces an earlier one. */
  | {
      readonly kind: 'usage';
      readonly inputTokens: number;
      readonly outputTokens: number;
      /** Part of the input, where the provider keeps a cache. */
      readonly cacheReadTokens?: number;
      readonly cacheWriteTokens?: number;
    }
  | { readonly kind: 'end'; readonly reason: 'complete' | 'length' | 'refused' }
  | { readonly kind: 'error'; readonly error: ModelError };

/** The one port for language models. A stream never throws: trouble is its last event. */
export interface Model {
  /** Unique over all providers: `claude:claude-sonnet-5-5`. */
  readonly id: string;
  readonly name: string;
  /** Tokens that request and answer may have together; null where the provider does not say. */
  readonly contextTokens: number | null;
  /** Longest answer the model can give; null where the provider does not say. */
  readonly maxAnswerTokens: number | null;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
