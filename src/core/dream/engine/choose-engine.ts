import { assertNever } from '../../assert-never.ts';
import type { CallOptions, DreamOptions } from '../../dreamwright.ts';
import type { Engine } from '../engine.ts';
import { hostedEngine, type NoteCall } from './hosted-engine.ts';
import { LOCAL_ENGINE } from './local-engine.ts';
import { modelEngine } from './model-engine.ts';

/** The engine that was asked for, or the local one that says why it is not. */
export function chooseEngine(
  { engine, noModel, hostedSessions = [] }: DreamOptions,
  { model, hosted }: CallOptions,
  note: NoteCall,
): Engine {
  switch (engine) {
    case 'local':
      return LOCAL_ENGINE;
    case 'claude':
    case 'vscode':
      return model === undefined ? localInstead(noModel ?? 'No model is connected') : modelEngine(engine, model);
    case 'hosted':
      return hosted === undefined
        ? localInstead(noModel ?? 'No hosted service is connected')
        : hostedEngine(hosted, hostedSessions, note);
    default:
      return assertNever(engine);
  }
}

function localInstead(because: string): Engine {
  return {
    ...LOCAL_ENGINE,
    propose: async (input, lookup, signal) => {
      const outcome = await LOCAL_ENGINE.propose(input, lookup, signal);
      return { ...outcome, notes: [`${because}; the local engine wrote the proposals.`, ...outcome.notes] };
    },
  };
}
