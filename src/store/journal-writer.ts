import { randomBytes } from 'node:crypto';
import type { Actor } from '../core/actor.ts';
import type { Clock } from '../core/clock.ts';
import { type ChainHead, NO_PREVIOUS } from '../core/journal/entry-line.ts';
import type { StandingEntry } from '../core/journal/plan-redaction.ts';
import { isRestating, type JournalRecord } from '../core/journal/record.ts';
import type { Files } from './files.ts';
import { encodeEntries } from './journal/encode-entries.ts';
import { readJournal } from './journal/read-journal.ts';
import { cutTornLine } from './keep-aside.ts';
import type { HeldLock } from './lock.ts';
import type { Replica } from './replica.ts';
import { guarded, StoreError } from './store-error.ts';

const SYSTEM: Actor = { kind: 'system' };

/** What is done to a store's journal; all of it only under the append lock, after reading on. */
export class JournalWriter {
  private readonly directory: string;
  private readonly files: Files;
  private readonly replica: Replica;
  private readonly clock: Clock;

  constructor(directory: string, files: Files, replica: Replica, clock: Clock) {
    this.directory = directory;
    this.files = files;
    this.replica = replica;
    this.clock = clock;
  }

  /** Everything fits the database, then is on disk, then is seen; or nothing of it is. */
  append(lock: HeldLock, actor: Actor, records: readonly JournalRecord[]): void {
    if (records.length === 0) return;
    const { replica } = this;
    const start = replica.journalEnd;
    const { placed, bytes } = encodeEntries(records, actor, this.head(), start, this.clock());
    replica.projection.apply(placed, () =>
      guarded('writing to', this.directory, () => {
        if (!lock.isHeld())
          throw new StoreError(
            'busy',
            `This process was suspended for so long that another took its place; nothing was saved. Try again.`,
          );
        this.files.append(replica.journalPath, bytes, start);
      }),
    );
    replica.unsavedBytes += bytes.length;
    replica.rememberJournal();
    replica.noteRedactions(placed);
    if (records.some(isRestating)) replica.replayJournal();
  }

  /** Brings the journal into order: a torn end is cut, what was mended is written down, redactions are carried out. */
  mend(lock: HeldLock): void {
    guarded('mending', this.directory, () => {
      if (this.replica.isJournalWhole()) this.replica.endLastLine();
      else if (!this.replica.completeLastLine()) {
        const recovery = cutTornLine(this.files, this.directory, 'journal.jsonl', this.replica.journalEnd);
        if (recovery !== null) this.replica.tell(recovery);
      }
    });
    this.recordRecoveries(lock);
    this.eraseRedacted();
  }

  recordRecoveries(lock: HeldLock): void {
    const records = this.replica.recoveries.map((recovery): JournalRecord => ({ kind: 'recovered', ...recovery }));
    this.append(lock, SYSTEM, records);
    this.replica.recoveries.length = 0;
  }

  eraseRedacted(): void {
    if (!this.replica.owesErasure) return;
    guarded('erasing what was redacted from', this.directory, () => this.replica.eraseRedacted());
  }

  /** The journal's records as they count now. */
  standing(): readonly StandingEntry[] {
    return guarded('reading', this.directory, () =>
      [...readJournal(this.files, this.replica.journalPath, null, 0)].flatMap((step) =>
        step.kind === 'entry' ? [{ id: step.entry.header.id, record: step.entry.record }] : [],
      ),
    );
  }

  private head(): ChainHead {
    return (
      this.replica.projection.position ?? {
        journal: `jnl_${randomBytes(8).toString('hex')}`,
        sequence: 0,
        hash: NO_PREVIOUS,
      }
    );
  }
}
