import { findMentions } from '../../src/core/graph/find-mentions.ts';
import type { FoundEvent } from '../../src/core/search/events/search-events.ts';
import type { IndexedEvent } from '../../src/core/store.ts';
import { turnKey } from './recall-questions.ts';

/** As for memories: hits that are walked from, what many share tells nothing, and each of the two steps costs half. */
const SEEDS = 5;
const MOST_MEMBERS = 24;
const TWO_STEPS = 0.25;

/** Ranks hits, best first, anew by the files, commands, symbols and errors that they share with the best of them. */
export type TurnGraph = (hits: readonly FoundEvent[], weight: number) => readonly Pick<FoundEvent, 'event'>[];

/** Turns joined over what they name, as the memories of a store are; only the bench joins them. */
export function turnGraph(events: readonly IndexedEvent[]): TurnGraph {
  const members = new Map<string, IndexedEvent[]>();
  const named = new Map<string, readonly string[]>();
  for (const event of events) {
    const names = findMentions(event.text).map(({ kind, name }) => `${kind} ${name}`);
    named.set(turnKey(event), names);
    for (const name of names) members.set(name, [...(members.get(name) ?? []), event]);
  }
  return (hits, weight) => {
    const scores = new Map(hits.map(({ event, score }) => [turnKey(event), { event, score }]));
    for (const seed of hits.slice(0, SEEDS)) {
      for (const name of named.get(turnKey(seed.event)) ?? []) {
        const others = (members.get(name) ?? []).filter((event) => event !== seed.event);
        if (others.length === 0 || others.length > MOST_MEMBERS) continue;
        const reaches = (weight * seed.score * TWO_STEPS) / Math.log2(1 + others.length);
        for (const event of others) {
          const key = turnKey(event);
          scores.set(key, { event, score: (scores.get(key)?.score ?? 0) + reaches });
        }
      }
    }
    return [...scores.values()].toSorted((a, b) => b.score - a.score);
  };
}
