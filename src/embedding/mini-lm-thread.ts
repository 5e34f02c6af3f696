import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { errorText } from '../core/error-text.ts';
import { type Embedder, EmbedderMissing } from '../core/search/vectors/embedder.ts';
import type { EmbedReply, EmbedRequest } from './embedding-messages.ts';
import { MODEL_FILES } from './model-folder.ts';

interface MiniLmThreadOptions {
  /** Path of the bundled thread. */
  readonly script: string;
  /** Folder of the model and its runtime. */
  readonly folder: string;
}

interface Pending {
  resolve(vectors: readonly Float32Array[]): void;
  reject(error: Error): void;
}

/** Without work for so long the thread ends and gives back its memory, some 200 MB. */
const IDLE_MS = 30_000;
const MEND = 'install Dreamwright again; if that does not help, report it with this line';

/** all-MiniLM-L6-v2 in a thread of its own, started by the first text and ended when there were none for a while. */
export class MiniLmThread implements Embedder {
  readonly model = 'all-MiniLM-L6-v2-int8';
  readonly dimensions = 384;
  readonly #options: MiniLmThreadOptions;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(options: MiniLmThreadOptions) {
    this.#options = options;
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new EmbedderMissing('the store is closed; open it again');
    const worker = this.#start();
    const request: EmbedRequest = { id: ++this.#lastId, texts };
    clearTimeout(this.#idle);
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#settle(request.id);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('stopped'));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const settled = (): void => signal?.removeEventListener('abort', onAbort);
      this.#pending.set(request.id, {
        resolve: (vectors) => {
          settled();
          resolve(vectors);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      worker.ref();
      worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    if (!('WebAssembly' in globalThis)) throw new EmbedderMissing('WebAssembly is off here, as with `node --jitless`');
    const { script, folder } = this.#options;
    const missing = [script, ...MODEL_FILES.map((name) => join(folder, name))].find((path) => !existsSync(path));
    if (missing !== undefined) throw new EmbedderMissing(`${missing} is missing; ${MEND}`);
    const worker = new Worker(script, { workerData: folder });
    let reason = '';
    worker.on('message', (reply: EmbedReply) => this.#receive(worker, reply));
    worker.on('error', (error: unknown) => {
      reason = errorText(error);
    });
    worker.on('exit', (code) => {
      this.#lose(worker, `the model stopped (${reason || `its thread ended with code ${code}`}); ${MEND}`);
    });
    this.#worker = worker;
    return worker;
  }

  #receive(worker: Worker, reply: EmbedReply): void {
    if (reply.kind === 'vectors') {
      this.#settle(reply.id)?.resolve(reply.vectors);
    } else {
      // A model that could not be loaded stays so in its thread: the next text gets a fresh one.
      this.#lose(worker, `the model can't run here (${reply.reason}); ${MEND}`);
      void worker.terminate();
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#rest();
    return pending;
  }

  /** Keeps no process alive, and ends after a while. */
  #rest(): void {
    const worker = this.#worker;
    worker?.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      // A text that comes before the thread has ended gets a fresh one.
      this.#worker = null;
      void worker?.terminate();
    }, IDLE_MS);
    this.#idle.unref();
  }

  /** What was asked of a thread is answered by it alone; one that was let go has nothing to answer any more. */
  #lose(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    clearTimeout(this.#idle);
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(new EmbedderMissing(reason));
  }
}
