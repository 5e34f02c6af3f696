/** Keeps the `limit` best of what is offered. `precedes(a, b)` says that `a` belongs before `b`; make it total. */
export class BestOf<T> {
  readonly #limit: number;
  readonly #precedes: (a: T, b: T) => boolean;
  /** A heap with the worst kept item at its root. */
  readonly #heap: T[] = [];

  constructor(limit: number, precedes: (a: T, b: T) => boolean) {
    this.#limit = limit;
    this.#precedes = precedes;
  }

  /** The worst one kept, once as many are kept as may be: what does not precede it need not be offered. */
  get last(): T | undefined {
    return this.#heap.length < this.#limit ? undefined : this.#heap[0];
  }

  offer(item: T): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(item);
      this.#rise();
    } else if (heap[0] !== undefined && this.#precedes(item, heap[0])) {
      heap[0] = item;
      this.#sink();
    }
  }

  /** Best first. */
  sorted(): readonly T[] {
    return this.#heap.toSorted((a, b) => (this.#precedes(a, b) ? -1 : this.#precedes(b, a) ? 1 : 0));
  }

  #rise(): void {
    for (let at = this.#heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#exchangeIf(parent, at)) return;
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = this.#heap[2 * at + 1];
      if (left === undefined) return;
      const right = this.#heap[2 * at + 2];
      const worse = right !== undefined && this.#precedes(left, right) ? 2 * at + 2 : 2 * at + 1;
      if (!this.#exchangeIf(at, worse)) return;
      at = worse;
    }
  }

  /** Brings the worse of the two up to `parent`. */
  #exchangeIf(parent: number, child: number): boolean {
    const above = this.#heap[parent];
    const below = this.#heap[child];
    if (above === undefined || below === undefined || !this.#precedes(above, below)) return false;
    this.#heap[parent] = below;
    this.#heap[child] = above;
    return true;
  }
}
