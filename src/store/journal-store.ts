import { join } from 'node:path';
import type { Actor } from '../core/actor.ts';
import type { Clock } from '../core/clock.ts';
import type { SessionDigest } from '../core/dream/analyze/digest/digest.ts';
import type { QuoteFinder } from '../core/journal/find-quotes.ts';
import { recordsOfRemoval, type StandingEntry } from '../core/journal/plan-redaction.ts';
import type { FolderSummary } from '../core/memory/folder-summary.ts';
import type { SessionEvent } from '../core/sessions/event.ts';
import type {
  Decision,
  DreamLock,
  IndexedEvent,
  JournalEntry,
  JournalProof,
  KeptIndexes,
  SessionHeader,
  SessionQuotes,
  Store,
  StoredVector,
  StoreStatistics,
  StoreView,
} from '../core/store.ts';
import { copyStore } from './copy-store.ts';
import { eraseStore } from './erase-store.ts';
import type { Files } from './files.ts';
import { readCommit } from './journal/read-commit.ts';
import { readJournal } from './journal/read-journal.ts';
import { verifyJournal } from './journal/verify-journal.ts';
import { JournalWriter } from './journal-writer.ts';
import { type HeldLock, Lock, takeAppendLock } from './lock.ts';
import { dropCheckpoints, putCheckpoint, readCheckpoint } from './projection/checkpoints.ts';
import { putSummary } from './projection/folder-summaries.ts';
import { ProjectionView } from './projection/projection-view.ts';
import { readIndexedEvents, readIndexedEventsAt } from './projection/read-indexed-events.ts';
import { readStatistics } from './projection/read-statistics.ts';
import { StoredIndexes } from './projection/stored-indexes.ts';
import { putVectors, readVectors } from './projection/stored-vectors.ts';
import { QuoteSearch } from './redaction/search-quotes.ts';
import type { Replica } from './replica.ts';
import { readEvents } from './sessions/read-events.ts';
import type { SessionFiles } from './sessions/session-files.ts';
import { SnapshotSchedule } from './snapshot-schedule.ts';
import { guarded, StoreError, storeErrorOf } from './store-error.ts';
import { StoreWatch } from './store-watch.ts';

const DREAM_LOCK_STALE_MS = 35 * 60_000;

/** A store on disk: writes go to the journal and the session files first, then to what this process holds of them. */
export class JournalStore implements Store {
  readonly directory: string;
  readonly view: StoreView;
  readonly indexes: KeptIndexes;
  private readonly files: Files;
  private readonly sessionFiles: SessionFiles;
  private readonly replica: Replica;
  private readonly writer: JournalWriter;
  private readonly dreamLock: Lock;
  private readonly schedule: SnapshotSchedule;
  private readonly watch: StoreWatch;
  private readonly listeners = new Set<() => void>();
  /** Ends when the last exclusive act that was asked for has ended. */
  private queue: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  constructor(directory: string, files: Files, sessionFiles: SessionFiles, replica: Replica, clock: Clock) {
    this.directory = directory;
    this.files = files;
    this.sessionFiles = sessionFiles;
    this.replica = replica;
    this.writer = new JournalWriter(directory, files, replica, clock);
    this.dreamLock = new Lock(files, join(directory, 'dream.lock'), DREAM_LOCK_STALE_MS);
    this.schedule = new SnapshotSchedule(replica);
    this.watch = new StoreWatch(directory, () => this.refresh());
    this.indexes = new StoredIndexes(
      () => replica.projection.database,
      (bytes) => {
        replica.unsavedBytes += bytes;
        this.schedule.look();
      },
    );
    this.view = new ProjectionView(
      () => replica.projection,
      (start, length) => readCommit(files, replica.journalPath, start, start + length),
    );
  }

  get notices(): readonly string[] {
    return this.replica.notices;
  }

  get statistics(): StoreStatistics {
    return readStatistics(this.replica.projection);
  }

  async refresh(): Promise<void> {
    this.refuseWhenClosed();
    if (this.guard('reading', () => this.replica.readOn())) this.tellChange();
  }

  async write<T>(actor: Actor, decide: (view: StoreView) => Decision<T>): Promise<T> {
    return this.exclusively((lock) => {
      const { records, result } = decide(this.view);
      this.writer.append(lock, actor, records);
      return result;
    });
  }

  async appendEvents(header: SessionHeader, events: readonly SessionEvent[]): Promise<number> {
    return this.exclusively((lock) =>
      this.guard('writing the session to', () => {
        const { added, bytes, recovery } = this.sessionFiles.append(this.replica.projection, header, events);
        this.replica.unsavedBytes += bytes;
        if (recovery !== null) this.replica.tell(recovery);
        this.writer.recordRecoveries(lock);
        return added;
      }),
    );
  }

  events(session: string, from = 0): AsyncIterable<SessionEvent> {
    const { database } = this.replica.projection;
    const tellDamage = (file: string): void => this.replica.tellDamagedSession(file);
    return readEvents({ files: this.files, folder: this.sessionFiles.folder, database, tellDamage }, session, from);
  }

  indexedEvents(after = 0): Iterable<readonly IndexedEvent[]> {
    return readIndexedEvents(this.replica.projection.database, after);
  }

  indexedEventsAt(rows: readonly number[]): readonly IndexedEvent[] {
    return readIndexedEventsAt(this.replica.projection.database, rows);
  }

  saveDigest(digest: SessionDigest): void {
    this.replica.unsavedBytes += this.replica.projection.saveDigest(digest);
    this.schedule.look();
  }

  saveFolderSummary(summary: FolderSummary): void {
    this.replica.unsavedBytes += putSummary(this.replica.projection.database, summary);
    this.schedule.look();
  }

  checkpoint(key: string): string | undefined {
    return readCheckpoint(this.replica.projection.database, key);
  }

  saveCheckpoint(key: string, value: string): void {
    this.replica.unsavedBytes += putCheckpoint(this.replica.projection.database, key, value);
    this.schedule.look();
  }

  dropCheckpoints(): void {
    dropCheckpoints(this.replica.projection.database);
  }

  vectors(model: string): Iterable<StoredVector> {
    return readVectors(this.replica.projection.database, model);
  }

  saveVectors(vectors: readonly StoredVector[]): void {
    this.replica.unsavedBytes += putVectors(this.replica.projection.database, vectors);
    this.schedule.look();
  }

  async removeSession(actor: Actor, session: string, reason: string): Promise<void> {
    await this.exclusively((lock) => {
      this.writer.append(lock, actor, recordsOfRemoval(session, reason, this.writer.standing()));
      this.guard('removing a session from', () => this.sessionFiles.remove(session));
      this.writer.eraseRedacted();
    });
  }

  async redact<T>(
    actor: Actor,
    finder: (view: StoreView) => QuoteFinder,
    decide: (view: StoreView, entries: readonly StandingEntry[], quotes: SessionQuotes) => Decision<T>,
  ): Promise<T> {
    await this.refresh();
    const search = new QuoteSearch(this.files, this.sessionFiles.folder, finder(this.view));
    // The lock lasts seconds; only what was written meanwhile is read under it.
    for (const _step of search.goOn()) await new Promise(setImmediate);
    return this.exclusively((lock) => {
      for (const _step of search.goOn());
      const { records, result } = decide(this.view, this.writer.standing(), search.quotes);
      this.writer.append(lock, actor, records);
      this.writer.eraseRedacted();
      return result;
    });
  }

  async lockDream(): Promise<DreamLock | null> {
    const held = this.guard('locking', () => this.dreamLock.tryTake());
    return held === null ? null : { isHeld: () => held.isHeld(), release: async () => held.release() };
  }

  async *journal(): AsyncIterable<JournalEntry> {
    for (const step of readJournal(this.files, this.replica.journalPath, null, 0)) {
      if (step.kind === 'damage') continue;
      const { header, hash, record } = step.entry;
      yield { sequence: header.sequence, id: header.id, at: header.at, actor: header.actor, record, hash };
    }
  }

  verifyJournal(): Promise<JournalProof> {
    return verifyJournal(this.files, this.replica.journalPath);
  }

  async snapshot(): Promise<void> {
    this.refuseWhenClosed();
    this.guard('saving the database to', () => this.replica.saveSnapshot());
  }

  async backup(target: string): Promise<void> {
    await this.refresh();
    this.guard('copying to', () => copyStore(this.files, this.directory, target), target);
  }

  async forgetEverything(): Promise<void> {
    await this.exclusively(() =>
      this.guard('deleting', () => {
        eraseStore(this.files, this.directory);
        this.replica.rebuild();
      }),
    );
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    this.watch.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.watch.stop();
    };
  }

  async close(): Promise<void> {
    await this.queue;
    if (this.isClosed) return;
    this.isClosed = true;
    this.watch.stop();
    this.schedule.close();
    this.replica.projection.database.close();
  }

  /** Cuts what a crash left unfinished and writes down what was found damaged; a read-only store does without. */
  async mendIfNeeded(): Promise<void> {
    const { database } = this.replica.projection;
    const isWhole =
      this.replica.isJournalWhole() && !this.replica.owesErasure && !this.sessionFiles.needsMending(database);
    if (isWhole && this.replica.recoveries.length === 0) return;
    try {
      await this.exclusively((lock) => {
        for (const recovery of this.sessionFiles.mend(this.replica.projection)) this.replica.tell(recovery);
        this.writer.recordRecoveries(lock);
      });
    } catch (error) {
      this.replica.notices.push(
        `What was damaged could not be mended yet: ${storeErrorOf(error, 'mending', this.directory).message}`,
      );
    }
  }

  /** Runs `act` alone, in this process and among all, on what stands in the files now. */
  private exclusively<T>(act: (lock: HeldLock) => T): Promise<T> {
    const turn = this.queue.then(async () => {
      this.refuseWhenClosed();
      const lock = await takeAppendLock(this.files, this.directory);
      try {
        this.guard('reading', () => this.replica.readOn());
        this.writer.mend(lock);
        return act(lock);
      } finally {
        lock.release();
        this.schedule.look();
      }
    });
    this.queue = turn.catch(() => undefined);
    return turn.then((result) => {
      this.tellChange();
      return result;
    });
  }

  private guard<T>(doing: string, act: () => T, path = this.directory): T {
    return guarded(doing, path, act);
  }

  private refuseWhenClosed(): void {
    if (this.isClosed) throw new StoreError('closed', 'The store is closed; open it again.');
  }

  private tellChange(): void {
    for (const listener of this.listeners) listener();
  }
}
