import { BestOf } from './best-of.ts';

/**
 * The `limit` best of `items`, best first, without sorting the rest.
 * `precedes(a, b)` says that `a` belongs before `b`; make it total, so that the order is the same every time.
 */
export function top<T>(items: Iterable<T>, limit: number, precedes: (a: T, b: T) => boolean): readonly T[] {
  const best = new BestOf(limit, precedes);
  for (const item of items) best.offer(item);
  return best.sorted();
}
