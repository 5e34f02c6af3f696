import { isCurrent, type Memory } from '../memory/memory.ts';
import type { RecallOptions } from '../memory/recall.ts';
import type { StoreView } from '../store.ts';

/** The past that a recall asks for. */
export interface Past {
  /** ISO 8601; what held then. */
  readonly at: string;
  /** ISO 8601; what was written down by then, where that is asked. */
  readonly knownAt: string | undefined;
}

/** Null where the present is asked for. Throws on what is no date. */
export function pastOf({ asOf, knownAt }: Pick<RecallOptions, 'asOf' | 'knownAt'>): Past | null {
  const then = asOf ?? knownAt;
  return then === undefined ? null : { at: new Date(then).toISOString(), knownAt };
}

/**
 * The memories with the text they had at `at` (ISO 8601), and the dates that are known of them today: what was
 * learned later of an earlier time counts. A memory first written after `at` keeps its first text. With `knownAt`
 * (ISO 8601) it is what was written down by then, text and dates: what was learned later does not count.
 */
export function memoriesAsOf(view: StoreView, { at, knownAt }: Past): readonly Memory[] {
  if (knownAt !== undefined) return view.memoriesKnownAt(new Date(knownAt).toISOString());
  return view.memories().map((memory) => {
    if (memory.updatedAt <= at) return memory;
    const versions = view.versions(memory.id).filter(({ content }) => content !== null);
    const then = versions.findLast((version) => version.at <= at) ?? versions[0];
    if (then === undefined || then.content === null) return memory;
    return { ...then.content, validTo: memory.validTo, supersededBy: memory.supersededBy };
  });
}

/** Whether the memory holds at `at` (ISO 8601). One that was superseded without an end of its own ends where its successor begins. */
export function holdsAt(memory: Memory, at: string, successor: (id: string) => Memory | undefined): boolean {
  if (memory.supersededBy === null || memory.validTo !== null) return isCurrent(memory, at);
  return isCurrent({ ...memory, validTo: successor(memory.supersededBy)?.validFrom ?? memory.validFrom }, at);
}
