import type { Actor } from '../actor.ts';
import type { CallOptions, DreamOptions } from '../dreamwright.ts';
import type { Store } from '../store.ts';
import type { NoteCall } from './engine/hosted-engine.ts';
import { keptAnswers } from './engine/kept-answers.ts';
import { notedDreamModel } from './engine/noted-dream-model.ts';

/** What is sent is in the journal also when the dream is a trial or comes to nothing. */
export function withNotedModel(call: CallOptions, note: NoteCall, store: Store, options: DreamOptions): CallOptions {
  if (call.model === undefined) return call;
  const noted = notedDreamModel(call.model, 'dream', note);
  return { ...call, model: options.dryRun ? noted : keptAnswers(noted, store) };
}

/** A call that can't be noted is no reason to lose its answer. */
export function noteCalls(store: Store, actor: Actor): NoteCall {
  return async (call) => {
    await store.write(actor, () => ({ records: [{ kind: 'model-called', call }], result: null })).catch(() => null);
  };
}
