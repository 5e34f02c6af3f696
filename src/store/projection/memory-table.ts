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
 * The current memories as values, read from the database on first use and kept in step from then on, so that neither a
 * listing nor a write parses the store.
 */
export class MemoryTable {
  private readonly database: Database;
  private loaded: Map<string, Memory> | undefined;
  private readonly atPath = new Map<string, Set<string>>();
  private sorted: readonly Memory[] = [];
  private changed = new Set<string>();
  private isSorted = false;

  constructor(database: Database) {
    this.database = database;
  }

  get(id: string): Memory | undefined {
    return this.load().get(id);
  }

  /** Of several entries that stood at one path, the one that nothing has taken the place of. */
  at(path: string): Memory | undefined {
    const memories = this.load();
    for (const id of this.atPath.get(path) ?? []) {
      const memory = memories.get(id);
      if (memory !== undefined && memory.supersededBy === null) return memory;
    }
    return undefined;
  }

  /** By path; the list handed out never changes afterwards. */
  list(): readonly Memory[] {
    const memories = this.load();
    if (!this.isSorted || this.changed.size > PATCH_LIMIT) {
      this.sorted = [...memories.values()].sort(compare);
      this.isSorted = true;
    } else if (this.changed.size > 0) {
      const kept = this.sorted.filter((memory) => !this.changed.has(memory.id));
      for (const id of this.changed) insert(kept, memories.get(id));
      this.sorted = kept;
    }
    this.changed.clear();
    return this.sorted;
  }

  /** Follows the database after a transaction: the memory as it is now, or undefined when it is deleted. */
  set(id: string, memory: Memory | undefined): void {
    if (this.loaded === undefined) return;
    const before = this.loaded.get(id);
    if (before !== undefined) this.atPath.get(before.path)?.delete(id);
    if (memory === undefined) this.loaded.delete(id);
    else this.keep(this.loaded, memory);
    this.changed.add(id);
  }

  private load(): Map<string, Memory> {
    if (this.loaded !== undefined) return this.loaded;
    const loaded = new Map<string, Memory>();
    for (let after = ''; ; ) {
      const [row] = this.database.all(
        `SELECT group_concat(content), max(id) FROM (SELECT v.content, m.id FROM memories m
           JOIN versions v ON v.row = m.version WHERE m.id > ? ORDER BY m.id LIMIT ${BATCH})`,
        after,
      );
      const last = row === undefined ? null : optionalText(row, 1);
      if (row === undefined || last === null) break;
      const memories: readonly Memory[] = JSON.parse(`[${text(row, 0)}]`);
      for (const memory of memories) this.keep(loaded, memory);
      after = last;
    }
    this.loaded = loaded;
    return loaded;
  }

  private keep(memories: Map<string, Memory>, memory: Memory): void {
    memories.set(memory.id, memory);
    const ids = this.atPath.get(memory.path);
    if (ids === undefined) this.atPath.set(memory.path, new Set([memory.id]));
    else ids.add(memory.id);
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
