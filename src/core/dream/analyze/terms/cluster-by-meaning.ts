import { inSlices } from '../../../search/slices.ts';
import { TermIndex } from './term-index.ts';

/** An item with its words, the rarer the heavier, as a vector of length 1. */
export interface Weighted<Item> {
  readonly item: Item;
  readonly weights: ReadonlyMap<string, number>;
}

export interface ClusterLimits {
  /** Words that two items must share to be neighbours, and how alike they must be (cosine of weighted words). */
  readonly neighbourWords: number;
  readonly neighbour: number;
  /** Groups are joined while their members are on average this alike. */
  readonly average: number;
}

/**
 * Groups items by their words without being told how many groups there are: a sparse neighbour graph, its connected
 * components, then average link inside each (Sokal and Michener, 1958). Items without a neighbour are groups of one.
 */
export async function clusterByMeaning<Item>(
  items: readonly Item[],
  termsOf: (item: Item) => readonly string[],
  limits: ClusterLimits,
  signal?: AbortSignal,
): Promise<readonly (readonly Weighted<Item>[])[]> {
  const groups: (readonly Weighted<Item>[])[] = [];
  const found = await components(await weigh(items, termsOf), limits, signal);
  await inSlices(found, (component) => {
    groups.push(...averageLink(component, limits.average));
  });
  return groups;
}

async function weigh<Item>(
  items: readonly Item[],
  termsOf: (item: Item) => readonly string[],
): Promise<readonly Weighted<Item>[]> {
  const holders = new Map<string, number>();
  const read: { readonly item: Item; readonly terms: ReadonlySet<string> }[] = [];
  await inSlices(items, (item) => {
    const terms = new Set(termsOf(item));
    for (const term of terms) holders.set(term, (holders.get(term) ?? 0) + 1);
    read.push({ item, terms });
  });
  const weighted: Weighted<Item>[] = [];
  await inSlices(read, ({ item, terms }) => {
    const rarity = [...terms].map((term) => [term, Math.log(1 + items.length / (holders.get(term) ?? 1))] as const);
    const length = Math.hypot(...rarity.map(([, weight]) => weight)) || 1;
    weighted.push({ item, weights: new Map(rarity.map(([term, weight]) => [term, weight / length])) });
  });
  return weighted;
}

function cosine(left: Weighted<unknown>, right: Weighted<unknown>): number {
  let sum = 0;
  for (const [term, weight] of left.weights) sum += weight * (right.weights.get(term) ?? 0);
  return sum;
}

async function components<Item>(
  all: readonly Weighted<Item>[],
  { neighbourWords, neighbour }: ClusterLimits,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly Weighted<Item>[])[]> {
  const index = new TermIndex<Weighted<Item>>();
  const groupOf = new Map<Weighted<Item>, Weighted<Item>[]>();
  await inSlices(all, (one) => {
    signal?.throwIfAborted();
    const terms = new Set(one.weights.keys());
    let group = [one];
    for (const { value } of index.near(terms, neighbourWords)) {
      const other = groupOf.get(value);
      if (other === undefined || other === group || cosine(one, value) < neighbour) continue;
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

/** A component too large to compare pair by pair is left whole. */
const MOST_COMPARED = 60;

function averageLink<Item>(
  component: readonly Weighted<Item>[],
  average: number,
): readonly (readonly Weighted<Item>[])[] {
  if (component.length > MOST_COMPARED) return [component];
  let groups: (readonly Weighted<Item>[])[] = component.map((one) => [one]);
  for (;;) {
    const best = closest(groups, average);
    if (best === null) return groups;
    const [left, right] = best;
    groups = [...groups.filter((group) => group !== left && group !== right), [...left, ...right]];
  }
}

function closest<Item>(
  groups: readonly (readonly Weighted<Item>[])[],
  average: number,
): readonly [readonly Weighted<Item>[], readonly Weighted<Item>[]] | null {
  let best: readonly [readonly Weighted<Item>[], readonly Weighted<Item>[]] | null = null;
  let most = average;
  for (const [place, left] of groups.entries()) {
    for (const right of groups.slice(place + 1)) {
      const sum = left.reduce((total, one) => total + right.reduce((part, other) => part + cosine(one, other), 0), 0);
      const between = sum / (left.length * right.length);
      if (between > most) {
        most = between;
        best = [left, right];
      }
    }
  }
  return best;
}
