import { parentPort } from 'node:worker_threads';
import { systemClock } from './core/clock.ts';
import { openDreamwright, type StoreLocation } from './open-dreamwright.ts';
import { serve } from './store/worker/serve.ts';

// The worker thread behind the editor: stores, indexes and dreams live here, the extension host only exchanges messages.
if (parentPort === null) throw new Error('worker.js runs as a worker thread');
serve(parentPort, (location: StoreLocation) => openDreamwright(location, { clock: systemClock }));
