import type { Worker } from 'node:worker_threads';
import { assertNever } from '../../core/assert-never.ts';
import { errorText } from '../../core/error-text.ts';
import { StoreError } from '../store-error.ts';
import { Lender, lentPorts, portsIn } from './lend-ports.ts';
import { type FromWorker, receiveError, type ToWorker } from './messages.ts';

/** An object in a worker, as it looks from here: its methods, word of its changes and of its worker's death. */
export interface Connection<T extends object> {
  readonly remote: T;
  /** Answers how to stop. */
  onChange(listener: () => void): () => void;
  onFailure(listener: (error: Error) => void): () => void;
  /** Ends the worker; calls under way are rejected. Close `remote` itself before. */
  end(): Promise<void>;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly onProgress: ((value: unknown) => void) | undefined;
  readonly lender: Lender;
}

/** A worker that dies again and again is not started for ever. */
const DEATHS_ALLOWED = 3;
const DEATHS_WITHIN_MS = 60_000;

/** The host's side of {@link serve}. The worker is started on the first call, and anew on the next call after it died. */
export function connect<T extends object, Location>(start: () => Worker, location: Location): Connection<T> {
  const caller = new Caller(start, location);
  const remote = new Proxy({} as T, {
    // A promise resolved with the remote asks for `then`; it has none.
    get: (_target, method) =>
      typeof method === 'string' && method !== 'then'
        ? (...values: readonly unknown[]) => caller.call(method, values)
        : undefined,
  });
  return {
    remote,
    onChange: (listener) => subscribe(caller.changeListeners, listener),
    onFailure: (listener) => subscribe(caller.failureListeners, listener),
    end: () => caller.end(),
  };
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

class Caller<Location> {
  readonly changeListeners = new Set<() => void>();
  readonly failureListeners = new Set<(error: Error) => void>();
  private readonly start: () => Worker;
  private readonly location: Location;
  private readonly pending = new Map<number, Pending>();
  private worker: Worker | undefined;
  private isEnded = false;
  private deaths: readonly number[] = [];
  private lastId = 0;

  constructor(start: () => Worker, location: Location) {
    this.start = start;
    this.location = location;
  }

  call(method: string, values: readonly unknown[]): Promise<unknown> {
    const follow = followOf(values.at(-1));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const worker = this.ensureWorker();
      const { signal } = follow ?? {};
      signal?.throwIfAborted();
      const onAbort = (): void => this.post(worker, { kind: 'abort', id });
      const ports = follow?.ports ?? new Map<string, object>();
      const lender = new Lender(ports, (message) => this.post(worker, message));
      const settle = (act: () => void): void => {
        signal?.removeEventListener('abort', onAbort);
        lender.end();
        act();
      };
      const sent = follow === undefined ? values : values.slice(0, -1);
      this.post(worker, {
        kind: 'call',
        id,
        location: this.location,
        method,
        values: sent,
        isFollowed: follow !== undefined,
        ports: lentPorts(ports),
      });
      signal?.addEventListener('abort', onAbort);
      this.pending.set(id, {
        resolve: (value) => settle(() => resolve(value)),
        reject: (error) => settle(() => reject(error)),
        onProgress: follow?.onProgress,
        lender,
      });
    });
  }

  async end(): Promise<void> {
    this.isEnded = true;
    await this.worker?.terminate();
  }

  private ensureWorker(): Worker {
    if (this.isEnded) throw new StoreError('closed', 'The store is closed; open it again.');
    if (this.worker !== undefined) return this.worker;
    const recent = this.deaths.filter((at) => performance.now() - at < DEATHS_WITHIN_MS);
    if (recent.length >= DEATHS_ALLOWED) {
      throw new StoreError(
        'lost',
        "The store's worker ended several times in a minute and is not started again for now. The log says why; try again in a minute, or reload the window.",
      );
    }
    const worker = this.start();
    let reason = '';
    worker.on('message', (message: FromWorker) => this.receive(message));
    worker.on('error', (error: unknown) => {
      reason = errorText(error);
    });
    worker.on('exit', (code) => this.lose(worker, reason || `exit code ${code}`));
    this.worker = worker;
    return worker;
  }

  private post(worker: Worker, message: ToWorker<Location>): void {
    worker.postMessage(message);
  }

  private receive(message: FromWorker): void {
    switch (message.kind) {
      case 'result':
        this.settle(message.id)?.resolve(message.value);
        break;
      case 'failure':
        this.settle(message.id)?.reject(receiveError(message.error));
        break;
      case 'progress':
        this.pending.get(message.id)?.onProgress?.(message.value);
        break;
      case 'ask':
        void this.pending.get(message.call)?.lender.answer(message);
        break;
      case 'ask-abort':
        this.pending.get(message.call)?.lender.stop(message.id);
        break;
      case 'changed':
        for (const listener of this.changeListeners) listener();
        break;
      default:
        assertNever(message);
    }
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private lose(worker: Worker, reason: string): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    const error = this.isEnded
      ? new StoreError('closed', 'The store is closed; open it again.')
      : new StoreError('lost', `The store's worker ended (${reason}); what was acknowledged is on disk. Try again.`);
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of waiting) reject(error);
    if (this.isEnded) return;
    this.deaths = [...this.deaths, performance.now()].slice(-DEATHS_ALLOWED);
    for (const listener of this.failureListeners) listener(error);
  }
}

interface Follow {
  readonly signal?: AbortSignal;
  readonly onProgress?: (value: unknown) => void;
  readonly ports: ReadonlyMap<string, object>;
}

/** The caller's `{ signal, onProgress }` and the objects it lends, which no message can carry. */
function followOf(value: unknown): Follow | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { signal, onProgress }: { signal?: unknown; onProgress?: unknown } = value;
  const ports = portsIn(value);
  if (!(signal instanceof AbortSignal) && !isProgressListener(onProgress) && ports.size === 0) return undefined;
  return {
    ...(signal instanceof AbortSignal && { signal }),
    ...(isProgressListener(onProgress) && { onProgress }),
    ports,
  };
}

function isProgressListener(value: unknown): value is (value: unknown) => void {
  return typeof value === 'function';
}
