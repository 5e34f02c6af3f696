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

const DREAM_RUNS =
  'A dream is reading the sessions and could write down what is redacted. Stop it or wait until it ends, then redact again.';

/** How a person takes what memories said off the disk, also where sessions say it again. */
export function redactMemories({
  store,
  actor,
  government,
  deleteMemory,
  keepHead,
}: RedactionPorts): Pick<Dreamwright, 'redactVersion' | 'maskWords'> {
  /** While no dream runs, in any process, nor begins; null when one does. A trial may look at any time. */
  const betweenDreams = async <T>(isTrial: boolean, act: () => Promise<T>): Promise<T | null> => {
    if (isTrial) return await act();
    const lock = await store.lockDream();
    if (lock === null) return null;
    try {
      return await act();
    } finally {
      await lock.release();
      keepHead();
    }
  };

  const redactVersion: Dreamwright['redactVersion'] = async (memory, version, reason, { dryRun = false } = {}) => {
    await store.refresh();
    const isDeleted = version === 'all' && store.view.memory(memory) !== undefined;
    if (isDeleted && !dryRun && (await deleteMemory(memory)).kind !== 'committed') {
      return { kind: 'invalid', message: 'The memory could not be deleted first.' };
    }
    const mask = await government.mask();
    const request = { memory, version, reason: mask(reason), isDeleted };
    return await store.redact(
      actor,
      (view) => findQuotes(textsOfRedaction(request, view)),
      (view, entries, quotes) => unlessTrial(dryRun, decideRedaction(request, view, entries, quotes)),
    );
  };

  const maskWords: Dreamwright['maskWords'] = async (asked, { dryRun = false } = {}) => {
    const mask = await government.mask();
    const request = { ...asked, reason: mask(asked.reason) };
    return await store.redact(
      actor,
      (view) => findQuotes(textsOfMasking(request, view)),
      (view, entries, quotes) => unlessTrial(dryRun, decideMasking(request, view, entries, quotes)),
    );
  };

  return {
    redactVersion: async (memory, version, reason, options = {}) =>
      (await betweenDreams(options.dryRun === true, () => redactVersion(memory, version, reason, options))) ?? {
        kind: 'invalid',
        message: DREAM_RUNS,
      },
    maskWords: async (request, options = {}) => {
      const masking = await betweenDreams(options.dryRun === true, () => maskWords(request, options));
      if (masking === null) throw new Error(DREAM_RUNS);
      return masking;
    },
  };
}

function unlessTrial<T>(isTrial: boolean, decision: Decision<T>): Decision<T> {
  return isTrial ? { ...decision, records: [] } : decision;
}
