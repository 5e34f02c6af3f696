import { parentPort } from 'node:worker_threads';
import { systemClock } from './core/clock.ts';
import type { GateChoices } from './core/dream/constitution/govern.ts';
import { loadMeanings } from './embedding/load-meanings.ts';
import type { StoreLocation } from './open-dreamwright.ts';
import { openJoined } from './open-joined.ts';
import type { HeadOptions } from './store/journal/open-heads.ts';
import type { StoreBeside } from './store/locate-beside.ts';
import { serve } from './store/worker/serve.ts';

/** What the editor tells its worker of the store to open. */
export interface WorkerLocation extends StoreLocation {
  /** Name of the person at work. */
  readonly person: string;
  readonly heads: HeadOptions;
  /** What the person chose in their settings. */
  readonly choices?: GateChoices;
  /** The stores to join it with. */
  readonly beside: readonly StoreBeside[];
}

// The worker thread behind the editor: stores, indexes and dreams live here, the extension host only exchanges messages.
if (parentPort === null) throw new Error('worker.js runs as a worker thread');
serve(parentPort, ({ person, heads, choices, beside, ...location }: WorkerLocation, notify) =>
  openJoined(location, beside, {
    clock: systemClock,
    person,
    heads,
    ...(choices === undefined ? {} : { choices }),
    onChange: notify,
    meanings: loadMeanings('background'),
  }),
);
