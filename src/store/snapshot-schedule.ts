import { errorText } from '../core/error-text.ts';
import type { Replica } from './replica.ts';

/** From here on, reading the tail again at the next start would be felt. */
const UNSAVED_LIMIT = 1 << 20;
const IDLE_MS = 3_000;
/** On closing, a small tail is saved too, unless the database is so large that saving costs more than it spares. */
const SMALL_DATABASE = 4 << 20;
const SMALL_TAIL = 1 << 18;

/** Saves the database now and then: when enough has been read since the last time and the store rests, and on closing. */
export class SnapshotSchedule {
  private readonly replica: Replica;
  private timer: NodeJS.Timeout | undefined;

  constructor(replica: Replica) {
    this.replica = replica;
  }

  /** Called after every change. */
  look(): void {
    if (this.replica.unsavedBytes < UNSAVED_LIMIT) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), IDLE_MS);
    this.timer.unref();
  }

  close(): void {
    clearTimeout(this.timer);
    const { unsavedBytes } = this.replica;
    const isWorthIt = unsavedBytes > SMALL_TAIL || this.replica.projection.byteSize < SMALL_DATABASE;
    if (unsavedBytes > 0 && isWorthIt) this.save();
  }

  /** A snapshot only spares time at the next start, so that failing to save one is no more than a notice. */
  private save(): void {
    try {
      this.replica.saveSnapshot();
    } catch (error) {
      const reason = errorText(error);
      this.replica.notices.push(
        `The database could not be saved (${reason}); the next start takes longer, nothing is lost.`,
      );
    }
  }
}
