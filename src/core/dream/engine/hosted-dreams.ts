import type { ModelPrice, TokenUsage } from '../cost.ts';

/** A memory as a hosted store keeps it. */
export interface HostedMemory {
  readonly path: string;
  readonly content: string;
}

export type HostedAnswer<T> =
  | { readonly kind: 'told'; readonly value: T }
  /** Reads on after the service's name: "failed (…)". */
  | { readonly kind: 'failed'; readonly why: string };

/** A dream of the service, as it stands. */
export interface HostedRun {
  readonly id: string;
  readonly state: 'running' | 'completed' | 'stopped' | 'failed';
  /** The stores it wrote. */
  readonly outputs: readonly string[];
  readonly problem: string | null;
  /** So far. */
  readonly usage: TokenUsage;
}

/** A service that dreams over its own sessions and a copy of our memories. Nothing throws: trouble is an answer. */
export interface HostedDreams {
  /** As the journal names it. */
  readonly id: string;
  readonly name: string;
  readonly price: ModelPrice | null;
  readonly lookEveryMilliseconds: number;
  createStore(): Promise<HostedAnswer<string>>;
  addMemory(store: string, memory: HostedMemory): Promise<HostedAnswer<null>>;
  start(store: string, sessions: readonly string[], instructions: string): Promise<HostedAnswer<HostedRun>>;
  look(run: string): Promise<HostedAnswer<HostedRun>>;
  cancel(run: string): Promise<HostedAnswer<HostedRun>>;
  read(store: string): Promise<HostedAnswer<readonly HostedMemory[]>>;
  removeStore(store: string): Promise<void>;
}
