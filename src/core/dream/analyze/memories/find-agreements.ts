import type { Memory } from '../../../memory/memory.ts';
import { pause } from '../pause.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';
import { isMergeable } from './find-duplicates.ts';
import { isAlike, restApart, said, saysTheSame } from './says-the-same.ts';

/** Two memories that say the same from sessions of their own, and stay two. */
export interface Agreement {
  readonly memory: Memory;
  readonly supported: Memory;
}

/** Memories compared between two pauses: a few milliseconds of work among thousands. */
const AT_ONCE = 50;

/** What bears each other out and is not to be merged: a pinned memory, or one of another scope. */
export async function findAgreements(
  current: readonly Memory[],
  groupOf: (session: string) => string,
  signal?: AbortSignal,
): Promise<readonly Agreement[]> {
  const seen = new TermIndex<Memory>();
  const seenApart = new TermIndex<Memory>();
  const found: Agreement[] = [];
  const byAge = current.toSorted((a, b) => (a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? -1 : 1));
  for (const [place, memory] of byAge.entries()) {
    if (place % AT_ONCE === 0) await pause(signal);
    const terms = new Set(contentTerms(said(memory)));
    // Of two that can't be merged one stands apart, which few do: the others need not be held against each other.
    const isApart = standsApart(memory);
    for (const { value: older, shared, size } of (isApart ? seen : seenApart).near(terms, terms.size / 2)) {
      if (!isAlike(shared, size, terms.size) || isMergeable(older, memory) || isPrivate(older, memory)) continue;
      if (saysTheSame(older, memory) && restApart(older, memory, groupOf)) {
        found.push(memory.pinned ? { memory: older, supported: memory } : { memory, supported: older });
      }
    }
    seen.add(memory, terms);
    if (isApart) seenApart.add(memory, terms);
  }
  return found;
}

function standsApart({ pinned, scope }: Memory): boolean {
  return pinned || scope !== 'workspace';
}

/** What agents keep apart each for itself is shared first, by a promotion. */
function isPrivate(left: Memory, right: Memory): boolean {
  return left.scope === 'agent' && right.scope === 'agent' && left.author !== right.author;
}
