import { NOTHING_TO_SPEND } from '../cost.ts';
import type { Engine, EngineInput } from '../engine.ts';
import { leftOutNotes } from '../propose/left-out.ts';
import { propose } from '../propose.ts';

/** Proposals by rules alone: no model, no network. */
export const LOCAL_ENGINE: Engine = {
  name: 'local',
  estimate: async () => NOTHING_TO_SPEND,
  propose: async (input) => {
    const { proposals, leftOut } = propose(input);
    const notes = [...leftOutNotes(leftOut), ...unreadInstructions(input)];
    return { proposals, engine: 'local', notes, estimate: null };
  },
};

/** Says that nobody read the instructions: only a model can do what is asked for in plain words. */
export function unreadInstructions({ instructions }: EngineInput): readonly string[] {
  if (instructions.trim() === '') return [];
  return ['Its instructions were not used: the local engine works by rules and reads none.'];
}
