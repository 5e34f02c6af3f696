import { type GraphSource, MemoryGraph } from '../graph/memory-graph.ts';
import type { Memory } from '../memory/memory.ts';
import type { StoreView } from '../store.ts';
import type { MemoryIndex } from './memory-index.ts';
import type { KeptTerms } from './words/kept-index.ts';

/** Memories as they are searched, and as they are joined. */
export interface IndexedMemories {
  readonly index: MemoryIndex;
  readonly graph: MemoryGraph;
}

/** With a graph over the index, which walks the sessions of the view; it goes on from what was kept of one. */
export function joinMemories(index: MemoryIndex, view: StoreView | null, kept?: KeptTerms): IndexedMemories {
  const source: GraphSource = {
    memory: (id) => index.get(id),
    relatedSessions: (session, most) => view?.relatedSessions(session, most) ?? [],
  };
  return { index, graph: new MemoryGraph(source, kept) };
}

export function addMemory({ index, graph }: IndexedMemories, memory: Memory): void {
  index.add(memory);
  graph.add(memory);
}
