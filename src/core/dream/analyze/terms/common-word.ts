import type { Weighted } from './cluster-by-meaning.ts';
import { contentTerms, stem } from './terms.ts';

/**
 * The word that most members of a group share, the rarer the better among all, in the form in which they mostly write
 * it; null when none stands in `share` of them, or when that is only how most of them begin: *Use*, *Run*.
 */
export function commonWord<Item>(
  group: readonly Weighted<Item>[],
  textOf: (item: Item) => string,
  share: number,
): string | null {
  const counts = new Map<string, { holders: number; weight: number }>();
  for (const { weights } of group) {
    for (const [term, weight] of weights) {
      const known = counts.get(term) ?? { holders: 0, weight: 0 };
      counts.set(term, { holders: known.holders + 1, weight: known.weight + weight });
    }
  }
  const begin = new Map<string, number>();
  for (const { item } of group) {
    const [first = ''] = contentTerms(textOf(item));
    begin.set(first, (begin.get(first) ?? 0) + 1);
  }
  const shared = [...counts].filter(
    ([term, { holders }]) =>
      holders >= group.length * share && (begin.get(term) ?? 0) * 2 <= holders && /^\p{L}[\p{L}\d-]{2,}$/u.test(term),
  );
  const term = shared.sort((a, b) => b[1].weight - a[1].weight || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  return term === undefined
    ? null
    : commonForm(
        term,
        group.map(({ item }) => textOf(item)),
      );
}

function commonForm(term: string, texts: readonly string[]): string {
  const forms = new Map<string, number>();
  for (const text of texts) {
    for (const word of text.toLowerCase().match(/\p{L}[\p{L}\d-]+/gu) ?? []) {
      if (stem(word) === term) forms.set(word, (forms.get(word) ?? 0) + 1);
    }
  }
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? term;
}
