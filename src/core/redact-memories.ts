import type { Actor } from './actor.ts';
import type { Government } from './dream/constitution/govern.ts';
import type { ChangeOutcome, Dreamwright } from './dreamwright.ts';
import { decideMasking, textsOfMasking } from './journal/decide-masking.ts';
import { decideRedaction, textsOfRedaction } from './journal/decide-redaction.ts';
import { findQuotes } from './journal/find-quotes.ts';
import type { Decision, Store } from './store.ts';

interface RedactionPorts {
  readonly store: Store;
  readonly actor: Actor;
  readonly government: Government;
  readonly deleteMemory: (memory: string) => Promise<ChangeOutcome>;
  /** Signs where the journal stands. */
  readonly keepHead: () => void;
}

/** How a person takes what memories said off the disk, also where sessions say it again. */
export function redactMemories({
  store,
  actor,
  government,
  deleteMemory,
  keepHead,
}: RedactionPorts): Pick<Dreamwright, 'redactVersion' | 'maskWords'> {
  return {
    redactVersion: async (memory, version, reason, { dryRun = false } = {}) => {
      await store.refresh();
      const isDeleted = version === 'all' && store.view.memory(memory) !== undefined;
      if (isDeleted && !dryRun && (await deleteMemory(memory)).kind !== 'committed') {
        return { kind: 'invalid', message: 'The memory could not be deleted first.' };
      }
      const mask = await government.mask();
      const request = { memory, version, reason: mask(reason), isDeleted };
      const outcome = await store.redact(
        actor,
        (view) => findQuotes(textsOfRedaction(request, view)),
        (view, entries, quotes) => unlessTrial(dryRun, decideRedaction(request, view, entries, quotes)),
      );
      keepHead();
      return outcome;
    },
    maskWords: async (asked, { dryRun = false } = {}) => {
      const mask = await government.mask();
      const request = { ...asked, reason: mask(asked.reason) };
      const masking = await store.redact(
        actor,
        (view) => findQuotes(textsOfMasking(request, view)),
        (view, entries, quotes) => unlessTrial(dryRun, decideMasking(request, view, entries, quotes)),
      );
      keepHead();
      return masking;
    },
  };
}

function unlessTrial<T>(isTrial: boolean, decision: Decision<T>): Decision<T> {
  return isTrial ? { ...decision, records: [] } : decision;
}
