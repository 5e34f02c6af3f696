import type { RecallHit } from '../memory/recall.ts';
import type { SessionEvent } from '../sessions/event.ts';
import type { ModelError } from './model.ts';

export type TurnEnd =
  | { readonly kind: 'complete' | 'length' | 'refused' }
  | { readonly kind: 'failed'; readonly error: ModelError };

/** What happens in a turn, in order; `ended` comes once and last. */
export type TurnEvent =
  /** Part of the conversation from now on, stored unless the session is private or the store failed. */
  | { readonly kind: 'recorded'; readonly event: SessionEvent }
  | { readonly kind: 'answer-started'; readonly id: string; readonly at: string }
  | { readonly kind: 'recalled'; readonly hits: readonly RecallHit[] }
  | { readonly kind: 'text-delta'; readonly text: string }
  | { readonly kind: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  /** Something beside the answer failed; the turn goes on without it. */
  | { readonly kind: 'trouble'; readonly with: 'store' | 'recall'; readonly detail: string }
  | { readonly kind: 'ended'; readonly end: TurnEnd };
