import type { Dreamwright } from '../dreamwright.ts';
import { hasEnded, type Memory } from './memory.ts';

/** The entry in force at a path; outdated ones keep their path but make way. */
export async function memoryAt(store: Pick<Dreamwright, 'memories'>, path: string): Promise<Memory | null> {
  const memories = (await store.memories(path)).filter((memory) => memory.path === path);
  return memories.find((memory) => !hasEnded(memory)) ?? memories[0] ?? null;
}
