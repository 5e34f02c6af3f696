import type { JsonObject } from '../json.ts';

/** A tool as a model is told of it. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of an object. */
  readonly inputSchema: JsonObject;
}

export interface ModelToolCall {
  /** Pairs it with its result; the provider's own. */
  readonly call: string;
  readonly tool: string;
  readonly input: JsonObject;
  /** What the model wrote where that is no JSON object. */
  readonly malformed?: string;
}

export interface ModelToolResult {
  readonly call: string;
  readonly text: string;
  readonly isError: boolean;
}

export interface ModelImage {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  readonly base64: string;
}

/** One message as a model reads it. In it stand, in this order: thoughts, results, images, text, calls. */
export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly calls?: readonly ModelToolCall[];
  readonly results?: readonly ModelToolResult[];
  readonly images?: readonly ModelImage[];
  /** What the provider wants back as it was while its calls are answered; nobody else reads it. */
  readonly thoughts?: readonly JsonObject[];
}

export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  /** The calls that the answer may make. */
  readonly tools?: readonly ModelTool[];
  /** Upper limit of the answer. */
  readonly maxTokens: number;
  /** JSON schema that the answer has to follow; a provider that can't see to that answers as the prompt asks. */
  readonly answerSchema?: JsonObject;
  /** Tools, system prompt and all messages come again in later requests: worth keeping in the provider's cache. */
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
  /** Whole, once its input has arrived. */
  | ({ readonly kind: 'tool-call' } & ModelToolCall)
  | { readonly kind: 'thought'; readonly thought: JsonObject }
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
  /** Whether a message may hold images. */
  readonly seesImages?: boolean;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
