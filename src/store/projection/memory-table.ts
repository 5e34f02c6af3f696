import type { Memory } from '../../core/memory/memory.ts';
import { type Database, optionalText, text } from '../database/database.ts';

/** Above this many changes since the last listing, sorting anew is cheaper than patching. */
const PATCH_LIMIT = 64;
/** Memories read together: handed over one by one, thousands of them take several times as long. */
const BATCH = 500;

function compare(left: Memory, right: Memory): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

/**
 * The current memories as values, each read from the database on first use and kept in step from then on, so that neither
 * a listing nor a write parses the store, and a start only what it needs.
 */
export class MemoryTable {
  private readonly database: Database;
  /** Those read so far. */
  private readonly known = new Map<string, Memory>();
  private isComplete = false;
  private sorted: readonly Memory[] = [];
  private changed = new Set<string>();
  private isSorted = false;

  constructor(database: Database) {
    this.database = database;
  }

  get(id: string): Memory | undefined {
    const known = this.known.get(id);
    if (known !== undefined || this.isComplete) return known;
    const row = this.database.get(
      'SELECT v.content FROM memories m JOIN versions v ON v.row = m.version WHERE m.id = ?',
      id,
    );
    if (row === undefined) return undefined;
    const memory: Memory = JSON.parse(text(row, 0));
    this.known.set(id, memory);
    return memory;
  }

  /** Those of the ids that there are, read at once: one by one takes several times as long. */
  of(ids: readonly string[]): readonly Memory[] {
    const unknown = this.isComplete ? [] : ids.filter((id) => !this.known.has(id));
    if (unknown.length > 0) {
      const [row] = this.database.all(
        `SELECT group_concat(v.content) FROM json_each(?) i JOIN memories m ON m.id = i.value
         JOIN versions v ON v.row = m.version`,
        JSON.stringify(unknown),
      );
      if (row !== undefined) this.take(optionalText(row, 0));
    }
    return ids.flatMap((id) => this.known.get(id) ?? []);
  }

  /** Of several entries that stood at one path, the one that nothing has taken the place of. */
  at(path: string): Memory | undefined {
    const row = this.database.get('SELECT id FROM memories WHERE path = ? AND superseded_by IS NULL ORDER BY id', path);
    return row === undefined ? undefined : this.get(text(row, 0));
  }

  /** By path; the list handed out never changes afterwards. */
  list(): readonly Memory[] {
    this.complete();
    if (!this.isSorted || this.changed.size > PATCH_LIMIT) {
      this.sorted = [...this.known.values()].sort(compare);
      this.isSorted = true;
    } else if (this.changed.size > 0) {
      const kept = this.sorted.filter((memory) => !this.changed.has(memory.id));
      for (const id of this.changed) insert(kept, this.known.get(id));
      this.sorted = kept;
    }
    this.changed.clear();
    return this.sorted;
  }

  /** Follows the database after a transaction: the memory as it is now, or undefined when it is deleted. */
  set(id: string, memory: Memory | undefined): void {
    if (memory === undefined) this.known.delete(id);
    else this.known.set(id, memory);
    if (this.isSorted) this.changed.add(id);
  }

  private complete(): void {
    if (this.isComplete) return;
    for (let after = ''; ; ) {
      const [row] = this.database.all(
        `SELECT group_concat(content), max(id) FROM (SELECT v.content, m.id FROM memories m
           JOIN versions v ON v.row = m.version WHERE m.id > ? ORDER BY m.id LIMIT ${BATCH})`,
        after,
      );
      const last = row === undefined ? null : optionalText(row, 1);
      if (row === undefined || last === null) break;
      this.take(text(row, 0));
      after = last;
    }
    this.isComplete = true;
  }

  /** Contents one after the other; what is known already stays the same value. */
  private take(contents: string | null): void {
    const memories: readonly Memory[] = JSON.parse(`[${contents ?? ''}]`);
    for (const memory of memories) if (!this.known.has(memory.id)) this.known.set(memory.id, memory);
  }
}

function insert(sorted: Memory[], memory: Memory | undefined): void {
  if (memory === undefined) return;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle];
    if (at !== undefined && compare(at, memory) < 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, memory);
}
