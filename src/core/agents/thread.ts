export type ThreadState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';

/** One delegated piece of work, as a person follows it. */
export interface Thread {
  /** Its own session. */
  readonly session: string;
  /** The session that delegated, and the call that did. */
  readonly parentSession: string;
  readonly call: string;
  readonly agent: string;
  readonly task: string;
  readonly state: ThreadState;
  /** The last thing it began to do, in a line; empty before the first. */
  readonly doing: string;
  /** Tool calls so far. */
  readonly steps: number;
  /** Files that it holds for itself. */
  readonly claims: readonly string[];
}

export function hasEnded({ state }: Thread): boolean {
  return state === 'done' || state === 'failed' || state === 'stopped';
}
