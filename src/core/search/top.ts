/**
 * The `limit` best of `items`, best first, without sorting the rest: a heap with the worst kept item at its root.
 * `precedes(a, b)` says that `a` belongs before `b`; make it total, so that the order is the same every time.
 */
export function top<T>(items: Iterable<T>, limit: number, precedes: (a: T, b: T) => boolean): readonly T[] {
  const heap: T[] = [];
  for (const item of items) {
    if (heap.length < limit) {
      heap.push(item);
      rise(heap, heap.length - 1, precedes);
    } else if (heap[0] !== undefined && precedes(item, heap[0])) {
      heap[0] = item;
      sink(heap, precedes);
    }
  }
  return heap.sort((a, b) => (precedes(a, b) ? -1 : precedes(b, a) ? 1 : 0));
}

function rise<T>(heap: T[], start: number, precedes: (a: T, b: T) => boolean): void {
  for (let at = start; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!exchangeIf(heap, parent, at, precedes)) return;
    at = parent;
  }
}

function sink<T>(heap: T[], precedes: (a: T, b: T) => boolean): void {
  for (let at = 0; ; ) {
    const left = heap[2 * at + 1];
    if (left === undefined) return;
    const right = heap[2 * at + 2];
    const worse = right !== undefined && precedes(left, right) ? 2 * at + 2 : 2 * at + 1;
    if (!exchangeIf(heap, at, worse, precedes)) return;
    at = worse;
  }
}

/** Brings the worse of the two up to `parent`. */
function exchangeIf<T>(heap: T[], parent: number, child: number, precedes: (a: T, b: T) => boolean): boolean {
  const above = heap[parent];
  const below = heap[child];
  if (above === undefined || below === undefined || !precedes(above, below)) return false;
  heap[parent] = below;
  heap[child] = above;
  return true;
}
