import { NOTHING_TO_SPEND } from '../cost.ts';
import type { Engine } from '../engine.ts';
import { propose } from '../propose.ts';

/** Proposals by rules alone: no model, no network. */
export const LOCAL_ENGINE: Engine = {
  name: 'local',
  estimate: async () => NOTHING_TO_SPEND,
  propose: async (input) => ({ proposals: propose(input), engine: 'local', notes: [], estimate: null }),
};
