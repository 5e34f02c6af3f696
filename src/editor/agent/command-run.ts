import type { CommandEnd } from '../../core/agent/tools/workspace-port.ts';

/** A command that is to be run where the person sees it. */
export interface CommandRun {
  readonly command: string;
  /** Absolute. */
  readonly folder: string;
  /** Aborted when its time is up or the person stops it. */
  readonly signal: AbortSignal;
  readonly onOutput: (text: string) => void;
}

/** How a command ended by itself; `ended-otherwise` where it was made to. */
export type RunEnd = Exclude<CommandEnd, { kind: 'timed-out' | 'stopped' }> | { readonly kind: 'ended-otherwise' };
