/** Finds what shares words with a text without looking at everything. */
export class TermIndex<Value> {
  private readonly entries: { readonly value: Value; readonly size: number }[] = [];
  private readonly holders = new Map<string, number[]>();

  add(value: Value, terms: ReadonlySet<string>): void {
    const place = this.entries.length;
    this.entries.push({ value, size: terms.size });
    for (const term of terms) {
      const places = this.holders.get(term);
      if (places === undefined) this.holders.set(term, [place]);
      else places.push(place);
    }
  }

  /** Every entry that shares at least `least` words, in the order added, with how many it shares and how many it has. */
  near(
    terms: ReadonlySet<string>,
    least: number,
  ): readonly { readonly value: Value; readonly shared: number; readonly size: number }[] {
    const counts = new Map<number, number>();
    for (const term of terms) {
      for (const place of this.holders.get(term) ?? []) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    return [...counts]
      .filter(([, shared]) => shared >= least)
      .sort((a, b) => a[0] - b[0])
      .flatMap(([place, shared]) => {
        const entry = this.entries[place];
        return entry === undefined ? [] : [{ ...entry, shared }];
      });
  }
}
