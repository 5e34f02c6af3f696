import type { SessionDigest } from '../../core/dream/analyze/digest/digest.ts';
import type { ChainHead } from '../../core/journal/entry-line.ts';
import type { Commit, JournalRecord } from '../../core/journal/record.ts';
import { standingAfter } from '../../core/memory/change.ts';
import { packJson } from '../../core/pack-json.ts';
import { type Database, number, text } from '../database/database.ts';
import { applyRecord } from './apply-record.ts';
import { fillGraph } from './graph-table.ts';
import { MemoryTable } from './memory-table.ts';
import type { PlacedEntry } from './placed-entry.ts';
import { SessionTable } from './session-table.ts';

/** How far the journal has been read: the chain's head, and where its line starts and ends. */
export interface JournalPosition extends ChainHead {
  readonly start: number;
  readonly end: number;
}

/** The journal and the session files as a database, and the parts of it that are kept as values beside it. */
export class Projection {
  readonly database: Database;
  readonly memories: MemoryTable;
  readonly sessions: SessionTable;
  /** Raised whenever rows were taken away: what was built from them begins anew. */
  generation = 0;
  private journalPosition: JournalPosition | null;

  constructor(database: Database) {
    this.database = database;
    fillGraph(database);
    this.memories = new MemoryTable(database);
    this.sessions = new SessionTable(database);
    this.journalPosition = loadPosition(database);
  }

  /** Null while the journal is empty. */
  get position(): JournalPosition | null {
    return this.journalPosition;
  }

  /**
   * Applies the entries all or, when one throws or `persist` does, none: `persist` runs when everything fits and nothing
   * can be seen yet. An entry that was applied before is passed over: a damaged journal may hold it twice.
   */
  apply(entries: readonly PlacedEntry[], persist: () => void = () => {}): void {
    const fresh: PlacedEntry[] = [];
    let position = this.journalPosition;
    this.database.transaction(() => {
      for (const placed of entries) {
        const { header, hash } = placed.entry;
        if (this.insert(placed)) fresh.push(placed);
        position = { journal: header.journal, sequence: header.sequence, hash, start: placed.start, end: placed.end };
      }
      if (position !== null) savePosition(this.database, position);
      persist();
    });
    this.journalPosition = position;
    for (const placed of fresh) this.follow(placed.entry.record);
  }

  /** Keeps the values beside the database in step with it. */
  private follow(record: JournalRecord): void {
    for (const change of commitOf(record)?.changes ?? []) {
      this.memories.set(change.id, standingAfter(change) ?? undefined);
    }
    if (record.kind !== 'recovered') this.sessions.forget();
    if (record.kind === 'session-removed') this.generation++;
  }

  /** Answers false for an entry that was applied before. */
  private insert(placed: PlacedEntry): boolean {
    const { id, sequence, kind, at, actor } = placed.entry.header;
    if (this.database.get('SELECT 1 FROM entries WHERE id = ?', id) !== undefined) return false;
    this.database.run(
      'INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      sequence,
      placed.entry.hash,
      kind,
      at,
      JSON.stringify(actor),
      placed.start,
      placed.end - placed.start,
    );
    applyRecord(this.database, placed);
    return true;
  }

  /** Moves past an entry that could not be applied. */
  pass({ entry, start, end }: PlacedEntry): void {
    const { journal, sequence } = entry.header;
    this.journalPosition = { journal, sequence, hash: entry.hash, start, end };
    savePosition(this.database, this.journalPosition);
  }

  /** Moves past bytes that hold nothing to apply, so that they are not read again. */
  skipTo(end: number): void {
    if (this.journalPosition === null || end <= this.journalPosition.end) return;
    this.journalPosition = { ...this.journalPosition, end };
    savePosition(this.database, this.journalPosition);
  }

  /** Number of the last redaction whose every trace was erased. */
  get erasedTo(): number {
    const row = this.database.get("SELECT value FROM meta WHERE key = 'erased'");
    return row === undefined ? 0 : number(row, 0);
  }

  set erasedTo(sequence: number) {
    this.database.run("INSERT OR REPLACE INTO meta VALUES ('erased', ?)", sequence);
  }

  /** Answers the size of what was saved. */
  saveDigest(digest: SessionDigest): number {
    const content = packJson(digest);
    this.database.run('INSERT OR REPLACE INTO digests VALUES (?, ?, ?)', digest.session, digest.version, content);
    return content.length;
  }

  /** Size of the database in bytes. */
  get byteSize(): number {
    const pages = this.database.get('PRAGMA page_count');
    const size = this.database.get('PRAGMA page_size');
    return pages === undefined || size === undefined ? 0 : number(pages, 0) * number(size, 0);
  }
}

/** The commit an entry carries, if any. */
export function commitOf(record: JournalRecord): Commit | null {
  return record.kind === 'commit' || record.kind === 'dream-ended' ? record.commit : null;
}

function savePosition(database: Database, position: JournalPosition): void {
  database.run("INSERT OR REPLACE INTO meta VALUES ('journal', ?)", JSON.stringify(position));
}

function loadPosition(database: Database): JournalPosition | null {
  const row = database.get("SELECT value FROM meta WHERE key = 'journal'");
  return row === undefined ? null : JSON.parse(text(row, 0));
}
