import type { Memory } from './memory.ts';

export interface RecallOptions {
  /** How many hits at most. */
  readonly limit: number;
  readonly within: 'memories' | 'sessions' | 'all';
  /** ISO 8601; what held then instead of what holds now. */
  readonly asOf?: string;
  /** ISO 8601; what was written down by then, as it was written; without `asOf` also what held then. */
  readonly knownAt?: string;
  /** The agent that asks: what other agents keep for themselves is left out. All is found when missing. */
  readonly reader?: string;
}

interface HitBase {
  readonly id: string;
  /** Higher is better; comparable within one answer. */
  readonly score: number;
  readonly text: string;
  /** Short clauses for a person: which words, which path, which neighbour. */
  readonly why: readonly string[];
}

export type MemoryHit = HitBase & { readonly kind: 'memory'; readonly path: string; readonly memory: Memory };
export type EventHit = HitBase & { readonly kind: 'event'; readonly session: string; readonly at: string };
export type RecallHit = MemoryHit | EventHit;

/** What a prompt needs memories for: what a person just asked, all that follows in a session that begins, or both. */
export type PromptOccasion = 'question' | 'session-start' | 'first-question';

/** What a prompt's memories are chosen from, each best first; empty where the occasion asks for none. */
export interface PromptCandidates {
  /** Standing preferences and instructions. */
  readonly standing: readonly MemoryHit[];
  /** What any session starts with. */
  readonly started: readonly MemoryHit[];
  /** What answers the question. */
  readonly answers: readonly MemoryHit[];
}

/** Memories chosen for a prompt, quoted as data. */
export interface PromptMemories {
  /** The block that goes into the prompt; empty when nothing was recalled. */
  readonly text: string;
  readonly tokens: number;
  readonly hits: readonly MemoryHit[];
}
