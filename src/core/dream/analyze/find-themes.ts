import type { Memory } from '../../memory/memory.ts';
import { inSlices } from '../../search/slices.ts';
import { TermIndex } from './term-index.ts';
import { contentTerms, stem } from './terms.ts';

/** Memories about one thing, and the word that most of them share. */
export interface Theme {
  readonly name: string;
  readonly memories: readonly Memory[];
}

/** Words that two memories must share to be neighbours, and how alike they must be (cosine of weighted words). */
const NEIGHBOUR_WORDS = 2;
const NEIGHBOUR = 0.1;
/** Groups are joined while their members are on average this alike. */
const AVERAGE = 0.08;
/** A name must stand in this share of a theme's memories. */
const NAMED_SHARE = 0.7;
const SMALLEST = 3;

interface Weighted {
  readonly memory: Memory;
  readonly weights: ReadonlyMap<string, number>;
}

/**
 * Groups memories by meaning without being told how many groups there are: a sparse neighbour graph, its connected
 * components, then average link inside each (Sokal and Michener, 1958). Groups that no word names are left out.
 */
export async function findThemes(memories: readonly Memory[], signal?: AbortSignal): Promise<readonly Theme[]> {
  const themes: Theme[] = [];
  await inSlices(await components(await weigh(memories), signal), (component) => {
    for (const group of averageLink(component)) {
      const name = group.length < SMALLEST ? null : nameOf(group);
      if (name !== null) themes.push({ name, memories: group.map(({ memory }) => memory) });
    }
  });
  return themes;
}

async function weigh(memories: readonly Memory[]): Promise<readonly Weighted[]> {
  const holders = new Map<string, number>();
  const read: { readonly memory: Memory; readonly terms: ReadonlySet<string> }[] = [];
  await inSlices(memories, (memory) => {
    const terms = new Set(contentTerms(memory.text.split(/\n\s*\n/u, 1)[0] ?? memory.text));
    for (const term of terms) holders.set(term, (holders.get(term) ?? 0) + 1);
    read.push({ memory, terms });
  });
  const weighted: Weighted[] = [];
  await inSlices(read, ({ memory, terms }) => {
    const rarity = [...terms].map((term) => [term, Math.log(1 + memories.length / (holders.get(term) ?? 1))] as const);
    const length = Math.hypot(...rarity.map(([, weight]) => weight)) || 1;
    weighted.push({ memory, weights: new Map(rarity.map(([term, weight]) => [term, weight / length])) });
  });
  return weighted;
}

function cosine(left: Weighted, right: Weighted): number {
  let sum = 0;
  for (const [term, weight] of left.weights) sum += weight * (right.weights.get(term) ?? 0);
  return sum;
}

async function components(
  all: readonly Weighted[],
  signal: AbortSignal | undefined,
): Promise<readonly (readonly Weighted[])[]> {
  const index = new TermIndex<Weighted>();
  const groupOf = new Map<Weighted, Weighted[]>();
  await inSlices(all, (one) => {
    signal?.throwIfAborted();
    const terms = new Set(one.weights.keys());
    let group = [one];
    for (const { value } of index.near(terms, NEIGHBOUR_WORDS)) {
      const other = groupOf.get(value);
      if (other === undefined || other === group || cosine(one, value) < NEIGHBOUR) continue;
      const [fewer, more] = group.length < other.length ? [group, other] : [other, group];
      more.push(...fewer);
      for (const member of fewer) groupOf.set(member, more);
      group = more;
    }
    for (const member of group) groupOf.set(member, group);
    index.add(one, terms);
  });
  return [...new Set(groupOf.values())];
}

/** A component too large to compare pair by pair is left whole; its name decides whether it is a theme. */
const MOST_COMPARED = 60;

function averageLink(component: readonly Weighted[]): readonly (readonly Weighted[])[] {
  if (component.length > MOST_COMPARED) return [component];
  let groups: (readonly Weighted[])[] = component.map((one) => [one]);
  for (;;) {
    const best = closest(groups);
    if (best === null) return groups;
    const [left, right] = best;
    groups = [...groups.filter((group) => group !== left && group !== right), [...left, ...right]];
  }
}

function closest(groups: readonly (readonly Weighted[])[]): readonly [readonly Weighted[], readonly Weighted[]] | null {
  let best: readonly [readonly Weighted[], readonly Weighted[]] | null = null;
  let most = AVERAGE;
  for (const [place, left] of groups.entries()) {
    for (const right of groups.slice(place + 1)) {
      const sum = left.reduce((total, one) => total + right.reduce((part, other) => part + cosine(one, other), 0), 0);
      const average = sum / (left.length * right.length);
      if (average > most) {
        most = average;
        best = [left, right];
      }
    }
  }
  return best;
}

/** The word that most members share, the rarer the better among all memories; null when none is shared enough. */
function nameOf(group: readonly Weighted[]): string | null {
  const counts = new Map<string, { holders: number; weight: number }>();
  for (const { weights } of group) {
    for (const [term, weight] of weights) {
      const known = counts.get(term) ?? { holders: 0, weight: 0 };
      counts.set(term, { holders: known.holders + 1, weight: known.weight + weight });
    }
  }
  const shared = [...counts].filter(
    ([term, { holders }]) => holders >= group.length * NAMED_SHARE && /^\p{L}[\p{L}\d-]{2,}$/u.test(term),
  );
  const term = shared.sort((a, b) => b[1].weight - a[1].weight || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  return term === undefined ? null : commonForm(term, group);
}

/** The form in which the members mostly write a word. */
function commonForm(term: string, group: readonly Weighted[]): string {
  const forms = new Map<string, number>();
  for (const { memory } of group) {
    for (const word of memory.text.toLowerCase().match(/\p{L}[\p{L}\d-]+/gu) ?? []) {
      if (stem(word) === term) forms.set(word, (forms.get(word) ?? 0) + 1);
    }
  }
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? term;
}
