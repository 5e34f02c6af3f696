/** Items in their order, as one of the independent groups did them. */
export interface ItemSequence {
  readonly group: string;
  readonly items: readonly string[];
}

/** Items that follow each other, with others in between or without, and the groups in which they do. */
export interface FrequentSequence {
  readonly items: readonly string[];
  readonly groups: ReadonlySet<string>;
}

interface Limits {
  /** In how many groups a sequence must occur. */
  readonly support: number;
  readonly longest: number;
}

/** More than this many sequences are not looked at, whatever is in them. */
const MOST_GROWN = 2_000;

/**
 * Every sequence that occurs in as many groups as asked, gaps allowed, longest first, then commonest (PrefixSpan: Pei et
 * al., *Mining sequential patterns by prefix-projected growth*, 2001): what follows a prefix is looked at only where the
 * prefix occurs.
 */
export function frequentSequences(
  sequences: readonly ItemSequence[],
  { support, longest }: Limits,
): readonly FrequentSequence[] {
  const found: FrequentSequence[] = [];
  const grow = (prefix: readonly string[], rests: readonly ItemSequence[]): void => {
    if (prefix.length === longest) return;
    const followed = new Map<string, Set<string>>();
    for (const { group, items } of rests)
      for (const item of items) followed.set(item, (followed.get(item) ?? new Set<string>()).add(group));
    for (const [item, groups] of followed) {
      if (groups.size < support || prefix.includes(item) || found.length >= MOST_GROWN) continue;
      const items = [...prefix, item];
      found.push({ items, groups });
      const behind = rests.flatMap((rest) => {
        const place = rest.items.indexOf(item);
        return place < 0 ? [] : [{ group: rest.group, items: rest.items.slice(place + 1) }];
      });
      grow(items, behind);
    }
  };
  grow([], sequences);
  return found.sort((a, b) => b.items.length - a.items.length || b.groups.size - a.groups.size);
}
