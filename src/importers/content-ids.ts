import { hashText } from '../core/hash-text.ts';
import type { JsonObject } from '../core/json.ts';

/** Gives records without an id one that stays the same over re-imports: a hash of the record and which time it comes. */
export function createContentIds(): (record: JsonObject) => string {
  const seen = new Map<string, number>();
  return (record) => {
    const hash = hashText(JSON.stringify(record)).slice(0, 20);
    const count = seen.get(hash) ?? 0;
    seen.set(hash, count + 1);
    return count === 0 ? hash : `${hash}-${count}`;
  };
}
