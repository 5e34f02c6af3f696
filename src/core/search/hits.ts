import type { Memory } from '../memory/memory.ts';
import type { EventHit, MemoryHit } from '../memory/recall.ts';
import type { FoundEvent } from './events/search-events.ts';
import type { FoundMemory } from './memory-index.ts';
import { standingReason } from './standing-memories.ts';

/** Scores of different indexes on one scale, order kept: the best has the share of the question's words it holds. */
export function comparable<T extends FoundMemory | FoundEvent>(found: readonly T[]): readonly T[] {
  const best = found[0];
  return best === undefined ? [] : found.map((one) => ({ ...one, score: (one.score / best.score) * best.share }));
}

export function memoryHit({ memory, score, why }: Omit<FoundMemory, 'share'>): MemoryHit {
  return { kind: 'memory', id: memory.id, path: memory.path, text: memory.text, memory, score, why };
}

export function eventHit({ event: { id, session, at, text }, score, why }: FoundEvent): EventHit {
  return { kind: 'event', id, session, at, text, score, why };
}

export function standingHit(memory: Memory): MemoryHit {
  return memoryHit({ memory, score: 1, why: [standingReason(memory)] });
}
