import type { ModelPrice, TokenUsage } from '../cost.ts';

/** A memory as a hosted store keeps it. */
export interface HostedMemory {
  readonly path: string;
  readonly content: string;
}

export interface HostedDreamRequest {
  /** Our memories, to be mirrored. */
  readonly memories: readonly HostedMemory[];
  /** Hosted sessions, as the person named them. */
  readonly sessions: readonly string[];
  readonly instructions: string;
  /** Asked while it runs; the dream is stopped when it says no. */
  mayGoOn(usage: TokenUsage): boolean;
}

export type HostedDreamOutcome =
  | {
      readonly kind: 'dreamt';
      /** The store as the hosted dream left it; not all of it when it was stopped. */
      readonly memories: readonly HostedMemory[];
      readonly isWhole: boolean;
      readonly usage: TokenUsage;
    }
  | { readonly kind: 'failed'; readonly why: string; readonly usage: TokenUsage };

/** A service that dreams over its own sessions and a copy of our memories. Never rejects: what was used until it was stopped counts too. */
export interface HostedDreams {
  readonly name: string;
  readonly price: ModelPrice | null;
  dream(request: HostedDreamRequest, signal: AbortSignal): Promise<HostedDreamOutcome>;
}
