import { join } from 'node:path';
import type { SqlJsStatic } from 'sql.js';
import { errorText } from '../core/error-text.ts';
import { parseEntry } from '../core/journal/entry-line.ts';
import { isRestating } from '../core/journal/record.ts';
import { Database } from './database/database.ts';
import { migrate } from './database/migrations.ts';
import { loadSnapshot, saveSnapshot } from './database/snapshot.ts';
import type { Files } from './files.ts';
import { compareJournal, type JournalStanding } from './journal/compare-journal.ts';
import { type JournalDamage, readJournal } from './journal/read-journal.ts';
import { readRedactions } from './journal/redactions.ts';
import { keepAside, type Recovery } from './keep-aside.ts';
import type { PlacedEntry } from './projection/placed-entry.ts';
import { Projection } from './projection/projection.ts';
import { putBackVectors } from './projection/stored-vectors.ts';
import { emptyJournalTables } from './redaction/empty-journal-tables.ts';
import { eraseRedacted } from './redaction/erase-redacted.ts';
import type { SessionFiles } from './sessions/session-files.ts';
import { sizeNotice } from './size-notice.ts';

const JOURNAL = 'journal.jsonl';
const DATABASE = 'memory.sqlite';
/** Entries applied in one transaction when the journal is read. */
const BATCH = 200;

/** What this process has read of the store's files, and how it gets there: a snapshot, the journal's tail, the sessions. */
export class Replica {
  readonly journalPath: string;
  readonly databasePath: string;
  /** For a person: what was found damaged, missing or doubtful. */
  readonly notices: string[] = [];
  /** What of it still has to go into the journal. */
  readonly recoveries: Recovery[] = [];
  /** Bytes read since the last snapshot: what a start would have to read again. */
  unsavedBytes = 0;
  private readonly sql: SqlJsStatic;
  private readonly files: Files;
  private readonly directory: string;
  private readonly sessions: SessionFiles;
  private present: Projection;
  private journalIdentity = '';
  /** Number of the last redaction read. */
  private redactedTo = 0;

  constructor(sql: SqlJsStatic, files: Files, directory: string, sessions: SessionFiles) {
    this.sql = sql;
    this.files = files;
    this.directory = directory;
    this.sessions = sessions;
    this.journalPath = join(directory, JOURNAL);
    this.databasePath = join(directory, DATABASE);
    this.present = this.load();
    const standing = this.compare();
    if (standing.kind === 'damage') this.tellDamage(standing, 'the database still holds them');
    this.readJournalOn();
    this.readSessionsOn();
    const notice = sizeNotice(this.present.byteSize);
    if (notice !== null) this.notices.push(notice);
  }

  get projection(): Projection {
    return this.present;
  }

  /** Byte past the last whole line that was read. */
  get journalEnd(): number {
    return this.present.position?.end ?? 0;
  }

  /** Applies what other processes have appended. Answers whether there was anything. */
  readOn(): boolean {
    const { journalEnd, present } = this;
    const { generation } = present;
    this.readJournalOn();
    if (this.sessions.hasChanged()) this.readSessionsOn();
    else if (present === this.present && generation === present.generation && journalEnd === this.journalEnd)
      return false;
    return true;
  }

  /** Whether the journal ends with the last whole line that was read. */
  isJournalWhole(): boolean {
    return (this.files.size(this.journalPath) ?? 0) <= this.journalEnd;
  }

  /** What is appended next begins its own line, also where the last line feed was damaged. */
  endLastLine(): void {
    this.present.skipTo(this.files.endLastLine(this.journalPath, this.journalEnd));
  }

  /**
   * Ends and applies a last line that lacks nothing but its line feed, as a crash may leave it: it may have been
   * acknowledged. Answers whether there was one. Only under the append lock.
   */
  completeLastLine(): boolean {
    const tail = this.files.read(this.journalPath, this.journalEnd);
    if (tail === undefined || tail.includes('\n') || parseEntry(tail.toString('utf8')).kind !== 'entry') return false;
    this.files.append(this.journalPath, Buffer.from('\n'), this.journalEnd + tail.length);
    this.readTail();
    return true;
  }

  /** The journal was made or written by this process: it is the one that was read. */
  rememberJournal(): void {
    this.journalIdentity = this.files.identity(this.journalPath);
  }

  /** Tells a person what was mended, and the journal at its next entry. */
  tell(recovery: Recovery): void {
    this.notices.push(recovery.reason);
    this.recoveries.push(recovery);
  }

  tellDamagedSession(file: string): void {
    const notice = `The session file ${file} was damaged since it was read: some of its events can't be shown. Import the session again to have them back.`;
    if (!this.notices.includes(notice)) this.notices.push(notice);
  }

  /** Begins anew with nothing in memory and reads everything again. */
  rebuild(): void {
    const { generation } = this.present;
    this.present.database.close();
    this.present = this.empty();
    this.present.generation = generation + 1;
    this.readJournalOn();
    this.readSessionsOn();
  }

  /** Not when another process has just redacted something: what is saved must not bring it back. */
  saveSnapshot(): void {
    if (this.isOutdated()) return;
    saveSnapshot(this.files, this.databasePath, this.present.database);
    this.unsavedBytes = 0;
    if (this.isOutdated()) this.files.erase(this.databasePath);
  }

  private isOutdated(): boolean {
    return readRedactions(this.files, this.journalPath, this.journalEnd).last > 0;
  }

  /** Whether a redaction was read that this process has not seen carried out on disk. */
  get owesErasure(): boolean {
    return this.redactedTo > this.present.erasedTo;
  }

  /** Entries that were just applied: what they redact is still to be taken off the disk. */
  noteRedactions(applied: readonly PlacedEntry[]): void {
    for (const { entry } of applied) if (entry.record.kind === 'redacted') this.redactedTo = entry.header.sequence;
  }

  /** Carries out on disk what redactions say. Only under the append lock. */
  eraseRedacted(): void {
    const redactions = readRedactions(this.files, this.journalPath, 0);
    eraseRedacted(this.files, this.directory, redactions);
    this.present.database.execute('VACUUM');
    this.present.erasedTo = redactions.last;
    saveSnapshot(this.files, this.databasePath, this.present.database);
    this.unsavedBytes = 0;
  }

  /** Reads the whole journal again, as it counts after a redaction; of the sessions those that lost words. */
  replayJournal(): void {
    const { database, generation } = this.present;
    const vectors = database.all('SELECT * FROM vectors');
    emptyJournalTables(database);
    this.present = new Projection(database);
    this.present.generation = generation + 1;
    this.readTail();
    putBackVectors(database, vectors);
    // Those that lost words are read anew.
    this.readSessionsOn();
  }

  private empty(): Projection {
    const database = new Database(new this.sql.Database());
    migrate(database);
    return new Projection(database);
  }

  private load(): Projection {
    const loaded = loadSnapshot(this.sql, this.files, this.databasePath);
    this.journalIdentity = this.files.identity(this.journalPath);
    switch (loaded.kind) {
      case 'missing':
        if ((this.files.size(this.journalPath) ?? 0) > 0 || !this.sessions.isEmpty()) {
          this.notices.push(`The database ${DATABASE} was missing and has been rebuilt from the journal.`);
        }
        return this.empty();
      case 'doubted':
        this.keepDatabaseAside(`The database ${DATABASE} was damaged (${loaded.reason})`);
        return this.empty();
      case 'loaded': {
        const projection = new Projection(loaded.database);
        const standing = this.compare(projection);
        if (standing.kind !== 'other') return projection;
        loaded.database.close();
        this.keepDatabaseAside(`The database ${DATABASE} ${standing.why}`);
        return this.empty();
      }
    }
  }

  private keepDatabaseAside(what: string): void {
    this.report(`${what} and has been rebuilt from the journal`, () =>
      keepAside(this.files, this.directory, DATABASE, this.files.chunks(this.databasePath, 0)),
    );
  }

  private compare(projection = this.present): JournalStanding {
    return compareJournal(this.files, this.journalPath, projection.database, projection.position);
  }

  private readJournalOn(): void {
    const size = this.files.size(this.journalPath) ?? 0;
    const identity = this.files.identity(this.journalPath);
    const isOther = this.journalIdentity !== '' && identity !== this.journalIdentity;
    this.journalIdentity = identity;
    if (this.journalEnd > 0 && (size < this.journalEnd || isOther)) this.startOver();
    else if (size > this.journalEnd) this.readTail();
  }

  private readTail(): void {
    const { present } = this;
    let isRestated = false;
    const before = this.journalEnd;
    let batch: PlacedEntry[] = [];
    const applyBatch = (): void => {
      this.applyAll(batch);
      this.noteRedactions(batch);
      batch = [];
    };
    for (const step of readJournal(this.files, this.journalPath, present.position, before)) {
      if (step.kind === 'entry') {
        isRestated ||= isRestating(step.entry.record);
        batch.push(step);
        if (batch.length === BATCH) applyBatch();
        continue;
      }
      applyBatch();
      if (this.compare().kind === 'other') this.startOver();
      else this.tellDamage(step, 'everything else was read');
    }
    applyBatch();
    this.unsavedBytes += Math.max(0, this.journalEnd - before);
    if (isRestated && before > 0) this.replayJournal();
  }

  private startOver(): void {
    this.notices.push('The journal was replaced by another one; everything has been read anew.');
    this.rebuild();
  }

  /** All at once, which is much faster; where one does not fit, each by itself. */
  private applyAll(entries: readonly PlacedEntry[]): void {
    if (entries.length === 0) return;
    try {
      this.present.apply(entries);
    } catch {
      for (const placed of entries) this.apply(placed);
    }
  }

  private apply(step: PlacedEntry): void {
    try {
      this.present.apply([step]);
    } catch (error) {
      const which = `Journal entry ${step.entry.header.sequence}`;
      this.notices.push(`${which} could not be applied (${errorText(error)}) and was passed over.`);
      this.present.pass(step);
    }
  }

  private tellDamage(damage: JournalDamage, remains: string): void {
    this.present.skipTo(damage.end);
    const name = `journal-entry-${damage.firstBad}-at-${damage.start}.jsonl`;
    const lines = `${damage.badLines} ${damage.badLines === 1 ? 'line is' : 'lines are'} unreadable`;
    const reason = `The journal is damaged from entry ${damage.firstBad} on (${damage.reason}); ${lines}, ${remains}`;
    if (this.files.size(join(this.directory, 'damaged', name)) === undefined) {
      this.report(reason, () => keepAside(this.files, this.directory, name, this.files.chunks(this.journalPath, 0)));
    } else {
      this.notices.push(`${reason}. A copy is kept in damaged/${name}.`);
    }
  }

  /** Tells the person and, later, the journal; where nothing can be written, the person alone. */
  private report(reason: string, keep: () => string): void {
    try {
      const keptAside = keep();
      this.notices.push(`${reason}. It is kept as it was in ${keptAside}.`);
      this.recoveries.push({ reason, keptAside });
    } catch (error) {
      this.notices.push(`${reason}. It could not be kept aside (${errorText(error)}).`);
    }
  }

  private readSessionsOn(): void {
    this.notices.push(...this.sessions.readOn(this.present));
  }
}
