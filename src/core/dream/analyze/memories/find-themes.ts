import type { Memory } from '../../../memory/memory.ts';
import { type ClusterLimits, clusterByMeaning } from '../terms/cluster-by-meaning.ts';
import { commonWord } from '../terms/common-word.ts';
import { contentTerms } from '../terms/terms.ts';

/** Memories about one thing, and the word that most of them share. */
export interface Theme {
  readonly name: string;
  readonly memories: readonly Memory[];
}

const LIMITS: ClusterLimits = { neighbourWords: 2, neighbour: 0.1, average: 0.08 };
/** A name must stand in this share of a theme's memories. */
const NAMED_SHARE = 0.7;
const SMALLEST = 3;

/** Groups memories by meaning; groups that no word names are left out. */
export async function findThemes(memories: readonly Memory[], signal?: AbortSignal): Promise<readonly Theme[]> {
  const termsOf = ({ text }: Memory): readonly string[] => contentTerms(text.split(/\n\s*\n/u, 1)[0] ?? text);
  const groups = await clusterByMeaning(memories, termsOf, LIMITS, signal);
  return groups.flatMap((group) => {
    const name = group.length < SMALLEST ? null : commonWord(group, ({ text }) => text, NAMED_SHARE);
    return name === null ? [] : [{ name, memories: group.map(({ item }) => item) }];
  });
}
