import { parentPort } from 'node:worker_threads';
import { systemClock } from './core/clock.ts';
import { loadMeanings } from './embedding/load-meanings.ts';
import { openDreamwright, type StoreLocation } from './open-dreamwright.ts';
import type { HeadOptions } from './store/journal/open-heads.ts';
import { serve } from './store/worker/serve.ts';

/** What the editor tells its worker of the store to open. */
export interface WorkerLocation extends StoreLocation {
  /** Name of the person at work. */
  readonly person: string;
  readonly heads: HeadOptions;
}

// The worker thread behind the editor: stores, indexes and dreams live here, the extension host only exchanges messages.
if (parentPort === null) throw new Error('worker.js runs as a worker thread');
serve(parentPort, ({ person, heads, ...location }: WorkerLocation, notify) =>
  openDreamwright(location, {
    clock: systemClock,
    person,
    heads,
    onChange: notify,
    meanings: loadMeanings('background'),
  }),
);
