import type { Actor } from '../actor.ts';
import type { CallOptions, DreamOptions } from '../dreamwright.ts';
import type { Store } from '../store.ts';
import type { NoteCall } from './engine/hosted-engine.ts';
import { keptAnswers } from './engine/kept-answers.ts';
import type { Meter } from './engine/meter.ts';
import { notedDreamModel } from './engine/noted-dream-model.ts';

interface NotedCalls {
  readonly note: NoteCall;
  readonly store: Store;
  readonly meter: Meter;
  readonly options: DreamOptions;
}

/** What is sent is in the journal also when the dream is a trial or comes to nothing. */
export function withNotedModel(call: CallOptions, { note, store, meter, options }: NotedCalls): CallOptions {
  if (call.model === undefined) return call;
  const noted = notedDreamModel(call.model, 'dream', note);
  return { ...call, model: options.dryRun ? noted : keptAnswers(noted, store, (usage) => meter.recordLate(usage)) };
}

/** A call that can't be noted is no reason to lose its answer. */
export function noteCalls(store: Store, actor: Actor): NoteCall {
  return async (call) => {
    await store.write(actor, () => ({ records: [{ kind: 'model-called', call }], result: null })).catch(() => null);
  };
}
