import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { isJsonObject } from '../core/json.ts';
import type { Files } from './files.ts';
import { hasErrorCode, StoreError, storeErrorOf } from './store-error.ts';

/** Who holds a lock, as the lock's file says. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Number of the thread in its process; 0 is the main one. */
  readonly thread: number;
  readonly token: string;
}

export interface HeldLock {
  /** False when another process took it as stale, for instance after this one was suspended. */
  isHeld(): boolean;
  release(): void;
}

/** A takeover is a few file operations long: whoever began one and is not done after this is gone. */
const TAKEOVER_MS = 10_000;
const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 50;

/**
 * A lock between processes: a file that only one of them can create. A holder that is gone (same host, no such process)
 * is set aside at once; one that can't be asked, or is stuck, after `staleMs`.
 */
export class Lock {
  private readonly files: Files;
  private readonly path: string;
  private readonly staleMs: number;

  constructor(files: Files, path: string, staleMs: number) {
    this.files = files;
    this.path = path;
    this.staleMs = staleMs;
  }

  /** Takes the lock, or answers null when another holds it. */
  tryTake(): HeldLock | null {
    const taken = this.create();
    if (taken !== null) return taken;
    const age = this.files.age(this.path);
    if (age !== undefined && age < this.staleMs && !isGone(this.read())) return null;
    this.setAside((holder) => isGone(holder) || (this.files.age(this.path) ?? 0) >= this.staleMs);
    return this.create();
  }

  /**
   * Waits for the lock. How long another holds it is counted by this process's own steady clock, so that a clock that
   * is set back or differs between hosts can't keep it for ever. Throws StoreError `busy` after `patienceMs`.
   */
  async take(patienceMs: number): Promise<HeldLock> {
    const began = performance.now();
    let seen = { token: '', since: began };
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const taken = this.create();
      if (taken !== null) return taken;
      const holder = this.read();
      const token = holder?.token ?? '';
      const now = performance.now();
      if (token !== seen.token) seen = { token, since: now };
      if (isGone(holder) || now - seen.since >= this.staleMs) {
        this.setAside((present) => (present?.token ?? '') === token);
        continue;
      }
      if (now - began >= patienceMs) {
        const who = holder === null ? 'Another process' : `Process ${holder.pid} on ${holder.host}`;
        throw new StoreError(
          'busy',
          `${who} holds the store and does not let go; nothing was saved. Try again, or end that process. (${this.path})`,
        );
      }
      await wait(pause * (0.5 + Math.random()));
    }
  }

  private create(): HeldLock | null {
    const token = randomBytes(8).toString('hex');
    const holder: Holder = { pid: process.pid, host: hostname(), thread: threadId, token };
    if (!this.files.createNew(this.path, Buffer.from(JSON.stringify(holder)))) return null;
    return {
      isHeld: () => this.read()?.token === token,
      release: () => {
        try {
          if (this.read()?.token === token) this.files.remove(this.path);
        } catch {
          // What was done under the lock stands; others take a lock that can't be removed as stale.
        }
      },
    };
  }

  /** Null when there is no lock, or its holder has created it but not yet written who it is. */
  private read(): Holder | null {
    const bytes = this.files.read(this.path);
    return bytes === undefined ? null : parseHolder(bytes.toString('utf8'));
  }

  /** Removes another's lock, one process at a time, so that nobody removes the lock of whoever came right after. */
  private setAside(mayTake: (holder: Holder | null) => boolean): void {
    const takeover = `${this.path}.takeover`;
    if (!this.files.createNew(takeover, Buffer.from(String(process.pid)))) {
      if ((this.files.age(takeover) ?? 0) >= TAKEOVER_MS) this.files.remove(takeover);
      return;
    }
    try {
      if (mayTake(this.read())) this.files.remove(this.path);
    } finally {
      this.files.remove(takeover);
    }
  }
}

const APPEND_LOCK_STALE_MS = 10_000;
const APPEND_LOCK_PATIENCE_MS = 30_000;

/** The lock under which a store's journal and session files are written; held for milliseconds. Throws StoreError. */
export async function takeAppendLock(files: Files, directory: string): Promise<HeldLock> {
  try {
    return await new Lock(files, join(directory, 'append.lock'), APPEND_LOCK_STALE_MS).take(APPEND_LOCK_PATIENCE_MS);
  } catch (error) {
    throw storeErrorOf(error, 'locking', directory);
  }
}

function parseHolder(content: string): Holder | null {
  try {
    const value: unknown = JSON.parse(content);
    if (!isJsonObject(value)) return null;
    const { pid, host, thread, token } = value;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof token !== 'string') return null;
    return { pid, host, thread: typeof thread === 'number' ? thread : 0, token };
  } catch {
    return null;
  }
}

function isGone(holder: Holder | null): boolean {
  if (holder === null || holder.host !== hostname()) return false;
  // A process has one store worker at a time: an earlier thread that still holds a lock has died with it.
  if (holder.pid === process.pid) return holder.thread > 0 && holder.thread < threadId;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return hasErrorCode(error, 'ESRCH');
  }
}
