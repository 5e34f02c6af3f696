import type { RecallHit } from '../memory/recall.ts';
import type { SessionEvent } from '../sessions/event.ts';
import type { ModelError } from './model.ts';
import type { Danger } from './permission/danger.ts';
import type { ToolEffect } from './tools/tool.ts';

export type TurnEnd =
  | { readonly kind: 'complete' | 'length' | 'refused' }
  /** It could go on, and does when the person says so. */
  | { readonly kind: 'paused'; readonly because: 'steps' | 'cost'; readonly limit: number }
  | { readonly kind: 'failed'; readonly error: ModelError };

export interface TodoItem {
  readonly text: string;
  readonly state: 'open' | 'doing' | 'done';
}

/** How full the model's context is, and what the session has taken. */
export interface ContextMeter {
  readonly usedTokens: number;
  /** Null where the provider does not say. */
  readonly limitTokens: number | null;
  /** US dollars of the whole session so far; null without a known price. */
  readonly costUsd: number | null;
  /** Sent and received in the whole session so far. */
  readonly sessionTokens: number;
}

/** What happens in a turn, in order; `ended` comes once and last. */
export type TurnEvent =
  /** Part of the conversation from now on, stored unless the session is private or the store failed. */
  | { readonly kind: 'recorded'; readonly event: SessionEvent }
  | { readonly kind: 'answer-started'; readonly id: string; readonly at: string }
  | {
      readonly kind: 'recalled';
      readonly hits: readonly RecallHit[];
      /** The user event that they were recalled for. */
      readonly message: string;
      /** What was put before it; later turns of the session repeat it. Empty where no model is asked. */
      readonly prompt: string;
    }
  | { readonly kind: 'text-delta'; readonly text: string }
  | { readonly kind: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  /** A call's card: what it would do. */
  | {
      readonly kind: 'tool-planned';
      readonly call: string;
      readonly tool: string;
      readonly title: string;
      readonly effect: ToolEffect;
    }
  /** It waits for the person. */
  | { readonly kind: 'tool-asked'; readonly call: string; readonly dangers: readonly Danger[] }
  | { readonly kind: 'tool-started'; readonly call: string }
  /** What a command prints while it runs, bounded. */
  | { readonly kind: 'tool-output'; readonly call: string; readonly text: string }
  | {
      readonly kind: 'tool-ended';
      readonly call: string;
      readonly state: 'done' | 'failed' | 'denied';
      readonly summary: string;
      readonly detail: string;
    }
  | { readonly kind: 'todos'; readonly items: readonly TodoItem[] }
  | ({ readonly kind: 'context' } & ContextMeter)
  /** The provider is busy; the same is asked again after the pause. */
  | { readonly kind: 'waiting'; readonly seconds: number; readonly error: ModelError }
  /** Something beside the answer failed; the turn goes on without it. */
  | { readonly kind: 'trouble'; readonly with: 'store' | 'recall'; readonly detail: string }
  | { readonly kind: 'ended'; readonly end: TurnEnd };
