import type { Memory } from '../memory/memory.ts';
import { EXPLORED } from '../outcomes/exploration.ts';

/** What is known of how a memory served so far. */
interface Service {
  readonly uses: number;
  /** Factor on its rank, and whether it moves it up because little is known; see `RewardStanding`. */
  readonly reward: number;
  readonly isExplored: boolean;
}

interface StartMemory {
  readonly memory: Memory;
  readonly score: number;
  readonly why: readonly string[];
}

/**
 * The memories worth knowing before anything was asked: by how often they were used, how well that went and how sure
 * they are. What a tool or the outside said comes only when a question asks for it.
 */
export function startMemories(
  memories: readonly Memory[],
  serviceOf: (id: string) => Service,
  limit: number,
): readonly StartMemory[] {
  return memories
    .filter(({ origin }) => origin === 'user' || origin === 'assistant')
    .map((memory) => {
      const { uses, reward, isExplored } = serviceOf(memory.id);
      const score = (0.5 + 0.5 * memory.confidence) * (1 + Math.log2(1 + uses)) * reward;
      const used = uses === 0 ? 'not used yet' : uses === 1 ? 'used once' : `used ${uses} times`;
      return { memory, score, why: isExplored ? [used, EXPLORED] : [used] };
    })
    .toSorted((a, b) => b.score - a.score || (a.memory.updatedAt > b.memory.updatedAt ? -1 : 1))
    .slice(0, limit);
}
