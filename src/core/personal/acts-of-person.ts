import type { Clock } from '../clock.ts';
import type { Government } from '../dream/constitution/govern.ts';
import type { ChangeOutcome } from '../dreamwright.ts';
import { type Evidence, quoteEvent } from '../evidence.ts';
import { newId } from '../identifier.ts';
import { sessionByHandName } from '../sessions/by-hand.ts';
import type { UserEvent } from '../sessions/event.ts';
import type { Decision, Store, StoreView } from '../store.ts';
import type { DecidePersonal } from './personal-act.ts';

interface PersonalPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly person: string;
  readonly government: Government;
  write<T>(decide: (view: StoreView) => Decision<T>): Promise<T>;
}

/** Carries out one act of the person; `words` are what they wrote, null where the act says nothing new. */
export type ActOfPerson = (words: string | null, decide: DecidePersonal) => Promise<ChangeOutcome>;

/** How the sessions in which a person's own saves and `remember`s are kept as their words are made known. */
const BY_HAND = { agent: 'person', format: 'dreamwright', title: 'Written by hand', trust: 'user' } as const;

/** A session that the person deleted takes nothing more, so what they write after that goes to another one. */
function sessionByHand(view: StoreView): string {
  for (let number = 1; ; number += 1) {
    const session = sessionByHandName(number);
    if (!view.isRemoved(session)) return session;
  }
}

/** The acts of a person on single memories: their word is the approval, and kept as the evidence. */
export function actsOfPerson({ store, clock, person, government, write }: PersonalPorts): ActOfPerson {
  /** Keeps the person's words among the sessions first, so that the memory can name them as its evidence. */
  const keepWords = async (text: string): Promise<readonly Evidence[]> => {
    const mask = await government.mask();
    const now = clock();
    const event: UserEvent = {
      type: 'user',
      session: sessionByHand(store.view),
      id: newId('evt', now),
      at: now.toISOString(),
      agent: BY_HAND.agent,
      author: person,
      origin: 'user',
      text: mask(text),
    };
    await store.appendEvents({ ...BY_HAND, session: event.session }, [event]);
    return [quoteEvent(event)];
  };
  return async (words, decide) => {
    const now = clock();
    const { judgePersonal } = await government.gateAt({ sensitivity: 'balanced' });
    const decideWith = (view: StoreView, evidence: readonly Evidence[]) =>
      decide({ view, judge: judgePersonal, person, now, evidence });
    await store.refresh();
    const trial = decideWith(store.view, []).result;
    if (trial.kind !== 'committed' || trial.items.length === 0) return trial;
    await government.enact();
    const evidence = words === null ? [] : await keepWords(words);
    return write((view) => decideWith(view, evidence));
  };
}
