import type { MemoryGraph } from '../graph/memory-graph.ts';
import type { Memory } from '../memory/memory.ts';
import type { MemoryIndex } from './memory-index.ts';

/** Memories as they are searched, and as they are joined. */
export interface IndexedMemories {
  readonly index: MemoryIndex;
  readonly graph: MemoryGraph;
}

export function addMemory({ index, graph }: IndexedMemories, memory: Memory): void {
  index.add(memory);
  graph.add(memory);
}
