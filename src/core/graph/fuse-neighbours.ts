import type { Memory } from '../memory/memory.ts';
import type { FoundMemory } from '../search/memory-index.ts';
import type { MemoryGraph } from './memory-graph.ts';

export interface NeighbourOptions {
  readonly limit: number;
  /** What counts all of a hit's own score, when it reaches a neighbour. */
  readonly weight: number;
  /** Time of the answer (ISO 8601). */
  readonly at: string;
  /** The memory, where it may be answered. */
  readonly held: (id: string) => Memory | undefined;
}

/** Hits that are walked from. */
const SEEDS = 5;

/**
 * What was found, best first, and the neighbours of the best of it, after the hits they are reached from. Nearness is not
 * divided by the highest as other views are: where the nearest has little to do with what was found, it counts little.
 */
export function fuseNeighbours(
  found: readonly FoundMemory[],
  graph: MemoryGraph,
  { limit, weight, at, held }: NeighbourOptions,
): readonly FoundMemory[] {
  const seeds = found.slice(0, SEEDS).map(({ memory, score }) => ({ id: memory.id, path: memory.path, score }));
  const near = new Map(graph.walk(seeds, at).map((neighbour) => [neighbour.id, neighbour]));
  if (near.size === 0) return found.slice(0, limit);
  const known = new Set(found.map(({ memory }) => memory.id));
  const reached = [...near.keys()].flatMap((id): FoundMemory[] => {
    const memory = known.has(id) ? undefined : held(id);
    return memory === undefined ? [] : [{ memory, score: 0, share: 0, why: [] }];
  });
  const why = (one: FoundMemory): FoundMemory => {
    const neighbour = near.get(one.memory.id);
    return neighbour === undefined ? one : { ...one, why: [...one.why, neighbour.why] };
  };
  // What was walked from stays before what was reached.
  const most = found[Math.min(SEEDS, found.length) - 1]?.score ?? 0;
  const rest = [...found.slice(SEEDS), ...reached].map((one) => {
    const nearness = near.get(one.memory.id)?.score ?? 0;
    return { ...why(one), score: Math.min(most, one.score + weight * nearness) };
  });
  return [...found.slice(0, SEEDS).map(why), ...rest.toSorted(byScore)].slice(0, limit);
}

function byScore(a: FoundMemory, b: FoundMemory): number {
  return a.score === b.score ? (a.memory.id < b.memory.id ? -1 : 1) : b.score - a.score;
}
