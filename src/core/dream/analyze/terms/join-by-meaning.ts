import type { TextMeanings } from '../../../search/vectors/text-meanings.ts';
import { pause } from '../pause.ts';
import { contentTerms } from './terms.ts';

export interface MeaningLimits {
  /** Cosine from which two groups are joined, and from which they are when they share two words, too. */
  readonly near: number;
  readonly nearWithWords: number;
  /** Cosine that every two members of what is joined must have, so that no chain leads from one meaning to another. */
  readonly apart: number;
}

/** What tells a group, and which two texts are never the same, however near they are. */
export interface GroupText<Group> {
  readonly textOf: (group: Group) => string;
  readonly areOthers?: (left: string, right: string) => boolean;
}

/** Comparing each with each of more takes long. */
const MOST_COMPARED = 150;
const WORDS = 2;
/** Texts compared with all others between two pauses: a few milliseconds of work. */
const AT_ONCE = 10;

/** Joins groups whose texts mean the same in other words, the nearest first (complete link). */
export async function joinByMeaning<Group>(
  groups: readonly Group[],
  { textOf, areOthers = () => false }: GroupText<Group>,
  { near, nearWithWords, apart }: MeaningLimits,
  meanings: TextMeanings | undefined,
  signal?: AbortSignal,
): Promise<readonly (readonly Group[])[]> {
  const compared = groups.slice(0, MOST_COMPARED);
  const vectors = compared.length < 2 ? null : ((await meanings?.(compared.map(textOf), signal)) ?? null);
  if (vectors === null) return groups.map((group) => [group]);
  const texts = compared.map(textOf);
  const terms = texts.map((text) => new Set(contentTerms(text)));
  const alike: number[][] = [];
  const pairs: { readonly left: number; readonly right: number; readonly likeness: number }[] = [];
  for (const left of compared.keys()) {
    if (left % AT_ONCE === 0) await pause(signal);
    alike.push(
      texts.map((text, right) => (areOthers(texts[left] ?? '', text) ? 0 : cosine(vectors[left], vectors[right]))),
    );
    for (let right = 0; right < left; right += 1) {
      const shared = [...(terms[left] ?? [])].filter((term) => terms[right]?.has(term)).length;
      const likeness = alike[left]?.[right] ?? 0;
      if (likeness >= (shared < WORDS ? near : nearWithWords)) pairs.push({ left: right, right: left, likeness });
    }
  }
  const joined = new Map(groups.map((_, place) => [place, [place]]));
  for (const { left, right } of pairs.sort((a, b) => b.likeness - a.likeness)) {
    const [one = [], other = []] = [joined.get(left), joined.get(right)];
    if (one === other || one.some((a) => other.some((b) => (alike[a]?.[b] ?? 0) < apart))) continue;
    const all = [...one, ...other];
    for (const place of all) joined.set(place, all);
  }
  return [...new Set(joined.values())].map((places) => places.flatMap((place) => groups[place] ?? []));
}

function cosine(left: Float32Array = new Float32Array(), right: Float32Array = new Float32Array()): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}
