import { isCurrent, type Memory } from '../../../memory/memory.ts';
import { ORIGINS } from '../../../origin.ts';
import type { DuplicateMemories } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import { pause } from '../pause.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';
import { isAlike, restApart, said, saysTheSame } from './says-the-same.ts';

/** Memories compared between two pauses: a few milliseconds of work among thousands. */
const AT_ONCE = 50;

/** Memories that say the same in much the same words; those that contradict each other are alike too, and left alone. */
export async function findDuplicates(
  memories: readonly Memory[],
  groupOf: (session: string) => string,
  now: Date,
  signal?: AbortSignal,
): Promise<readonly DuplicateMemories[]> {
  const current = memories.filter((memory) => isCurrent(memory, now.toISOString()) && !memory.pinned);
  const seen = new TermIndex<Memory>();
  const merged = new Set<string>();
  const findings: DuplicateMemories[] = [];
  for (const [place, memory] of current.entries()) {
    if (place % AT_ONCE === 0) await pause(signal);
    const terms = new Set(contentTerms(said(memory)));
    const twin = seen
      .near(terms, terms.size / 2)
      .find(
        ({ value: other, shared, size }) =>
          !merged.has(other.id) &&
          isAlike(shared, size, terms.size) &&
          isMergeable(memory, other) &&
          saysTheSame(memory, other),
      )?.value;
    if (twin !== undefined) {
      const [kept, dropped] = better(memory, twin) ? [memory, twin] : [twin, memory];
      merged.add(kept.id).add(dropped.id);
      findings.push({ ...finding(kept, dropped, now), restApart: restApart(kept, dropped, groupOf) });
    }
    seen.add(memory, terms);
  }
  return findings;
}

/** Whether one memory may take the place of both, if they say the same. */
export function isMergeable(left: Memory, right: Memory): boolean {
  if (left.pinned || right.pinned || left.scope !== right.scope) return false;
  // What several agents learned apart is shared, not merged.
  return left.scope !== 'agent' || left.author === right.author;
}

/** The one to keep: more trusted words, then the older one, whose path others may know. */
function better(left: Memory, right: Memory): boolean {
  const trust = ORIGINS.indexOf(left.origin) - ORIGINS.indexOf(right.origin);
  return trust !== 0 ? trust < 0 : left.createdAt < right.createdAt;
}

function finding(kept: Memory, dropped: Memory, now: Date): Omit<DuplicateMemories, 'restApart'> {
  return {
    id: contentId('fnd', now, 'duplicate', kept.id, dropped.id),
    kind: 'duplicate',
    score: 0.65,
    summary: `${kept.path} and ${dropped.path} say the same: “${said(kept).slice(0, 120)}”`,
    evidence: [...kept.evidence, ...dropped.evidence].slice(0, 6),
    sessions: [...new Set([...kept.evidence, ...dropped.evidence].map(({ session }) => session))],
    memories: [kept.id, dropped.id],
  };
}
