import { instructionSentences, topicsOf } from '../dream/analyze/memories/memory-topics.ts';
import { conflictOf, readSpoken, type Spoken } from '../dream/analyze/statements/conflict.ts';
import { isCurrent, type Memory } from '../memory/memory.ts';

/** The memories that only a person overrules: what people wrote, and what is pinned. */
export interface FirmMemories {
  /** The one nearest to a text that the text denies, those in `except` aside. */
  deniedBy(text: string, except: ReadonlySet<string>): Memory | undefined;
}

/** A sentence taken apart, and the words that others on its subject share. */
interface Taken {
  readonly spoken: Spoken;
  readonly topics: ReadonlySet<string>;
}

/** Longer sentences say several things, and are no plain yes or no to each other. */
const LONGEST_SENTENCE = 160;
const FEWEST_SHARED = 2;
/** Of many on the same subject these are the nearest; so the gate takes a fraction of a millisecond in a large store. */
const MOST_NEAR = 20;

const takenApart = new WeakMap<Memory, readonly Taken[]>();
const topicsOfMemories = new WeakMap<Memory, ReadonlySet<string>>();
/** One listing of a store's memories is asked many times, and the next holds nearly the same ones. */
const indexes = new WeakMap<readonly Memory[], ReadonlyMap<string, readonly Memory[]>>();

function takeApart(text: string): readonly Taken[] {
  return instructionSentences(text)
    .filter((sentence) => sentence.length <= LONGEST_SENTENCE)
    .map((sentence) => ({ spoken: readSpoken(sentence), topics: topicsOf(sentence) }));
}

function sentencesOf(memory: Memory): readonly Taken[] {
  const known = takenApart.get(memory) ?? takeApart(memory.text);
  takenApart.set(memory, known);
  return known;
}

function topicsOfMemory(memory: Memory): ReadonlySet<string> {
  const known = topicsOfMemories.get(memory) ?? topicsOf(instructionSentences(memory.text).join('\n'));
  topicsOfMemories.set(memory, known);
  return known;
}

function indexOf(memories: readonly Memory[]): ReadonlyMap<string, readonly Memory[]> {
  const known = indexes.get(memories);
  if (known !== undefined) return known;
  const index = new Map<string, Memory[]>();
  for (const memory of memories) {
    if (memory.origin !== 'user' && !memory.pinned) continue;
    for (const topic of topicsOfMemory(memory)) {
      const speaking = index.get(topic);
      if (speaking === undefined) index.set(topic, [memory]);
      else speaking.push(memory);
    }
  }
  indexes.set(memories, index);
  return index;
}

/** Those that share the most with a sentence, the nearest first. */
function nearest({ topics }: Taken, index: ReadonlyMap<string, readonly Memory[]>): readonly Memory[] {
  const shared = new Map<Memory, number>();
  for (const topic of topics) {
    for (const memory of index.get(topic) ?? []) shared.set(memory, (shared.get(memory) ?? 0) + 1);
  }
  return [...shared]
    .filter(([, count]) => count >= FEWEST_SHARED)
    .sort(([, left], [, right]) => right - left)
    .slice(0, MOST_NEAR)
    .map(([memory]) => memory);
}

export function firmMemories(memories: readonly Memory[], now: Date): FirmMemories {
  const at = now.toISOString();
  return {
    deniedBy: (text, except) => {
      for (const said of takeApart(text)) {
        const denied = nearest(said, indexOf(memories)).find(
          (memory) =>
            !except.has(memory.id) &&
            isCurrent(memory, at) &&
            sentencesOf(memory).some((older) => conflictOf(older.spoken, said.spoken) !== null),
        );
        if (denied !== undefined) return denied;
      }
      return undefined;
    },
  };
}
