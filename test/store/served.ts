import { setTimeout as wait } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { systemClock } from '../../src/core/clock.ts';
import type { CallOptions } from '../../src/core/dreamwright.ts';
import { openStore } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { serve } from '../../src/store/worker/serve.ts';

/** What worker.test.ts calls across the thread. */
export interface Served {
  echo(value: unknown): Promise<unknown>;
  failFull(): Promise<never>;
  failOther(): Promise<never>;
  countTo(limit: number, call?: CallOptions): Promise<string>;
  waitForAbort(call: CallOptions): Promise<never>;
  /** Asks what the caller lends. */
  askBack(question: string, call: { readonly oracle: Oracle; readonly signal?: AbortSignal }): Promise<string>;
  change(): Promise<void>;
  die(): Promise<never>;
  location(): Promise<unknown>;
  /** Answers whether it got the dream lock of the store in `directory`, and keeps it. */
  takeDreamLock(directory: string): Promise<boolean>;
}

/** An object that stays with the caller. */
export interface Oracle {
  readonly name: string;
  readonly answerLater: null;
  answer(question: string, signal: AbortSignal): Promise<string>;
}

let openings = 0;

async function open(location: { readonly directory: string }, notify: () => void): Promise<Served> {
  openings++;
  if (location.directory === 'newer' && openings === 1) throw new StoreError('newer', 'Update Dreamwright.');
  return {
    echo: async (value) => value,
    failFull: async () => {
      throw new StoreError('full', 'The disk is full.');
    },
    failOther: async () => {
      throw new RangeError('too far');
    },
    countTo: async (limit, call) => {
      for (let step = 1; step <= limit; step++) call?.onProgress?.({ step, steps: limit, label: 'counting' });
      return call === undefined ? 'alone' : 'followed';
    },
    waitForAbort: async (call) => {
      await wait(600_000, undefined, { signal: call.signal });
      throw new Error('was never stopped');
    },
    askBack: async (question, { oracle, signal }) => {
      const answer = await oracle.answer(question, signal ?? new AbortController().signal);
      return `${oracle.name} (${oracle.answerLater}): ${answer}`;
    },
    change: async () => notify(),
    die: async () => process.exit(7),
    location: async () => location,
    takeDreamLock: async (directory) => {
      const store = await openStore(directory, { clock: systemClock });
      return (await store.lockDream()) !== null;
    },
  };
}

if (parentPort !== null) serve(parentPort, open);
