import type { Evidence } from '../evidence.ts';
import type { Origin } from '../origin.ts';
import type { Citation } from './citation.ts';

export const MEMORY_KINDS = ['fact', 'preference', 'procedure', 'pitfall', 'decision', 'reference'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

export const MEMORY_SCOPES = ['user', 'workspace', 'agent', 'team'] as const;
export type MemoryScope = (typeof MEMORY_SCOPES)[number];

/** A typed pointer from one memory to another. */
export interface MemoryLink {
  readonly relation: 'supports' | 'contradicts' | 'derived-from' | 'about' | 'co-used';
  readonly memory: string;
}

/** One entry of the store. Immutable: a change makes a new value and a new version. */
export interface Memory {
  readonly id: string;
  /** Checked by `parseMemoryPath`. */
  readonly path: string;
  /** Markdown. */
  readonly text: string;
  readonly kind: MemoryKind;
  readonly scope: MemoryScope;
  readonly tags: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly citations: readonly Citation[];
  readonly links: readonly MemoryLink[];
  /** The lowest origin among the words it carries. */
  readonly origin: Origin;
  /** The person or agent whose words these are; decides who may supersede it unasked. */
  readonly author: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** When it began and ceased to hold in the world (ISO 8601); `validTo` is null while no end is known, and may be to come. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Id of the memory that took its place. */
  readonly supersededBy: string | null;
  readonly pinned: boolean;
  /** Until when a person wants to be asked whether it still holds (ISO 8601); missing where nobody set a date. */
  readonly verifyBy?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Whether a link of that relation, or of any, leads from the memory to another one. */
export function linksTo(from: Memory, memory: string, relation?: MemoryLink['relation']): boolean {
  return from.links.some((link) => link.memory === memory && (relation === undefined || link.relation === relation));
}

/** Whether the memory holds at `at` (ISO 8601); what is outdated is never returned as current. */
export function isCurrent(memory: Memory, at: string): boolean {
  return memory.validFrom <= at && (memory.validTo === null || at < memory.validTo);
}

/** Whether it is to hold only later. */
export function isToCome({ validFrom, supersededBy }: Memory, now: Date): boolean {
  return supersededBy === null && validFrom > now.toISOString();
}

/** Whether it had ended when it was written down; an end still to come is a date that a person set or named. */
export function hasEnded({ validTo, supersededBy, updatedAt }: Memory): boolean {
  return supersededBy !== null || (validTo !== null && validTo <= updatedAt);
}
