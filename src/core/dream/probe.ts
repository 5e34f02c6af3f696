import { PROBES_RULE } from '../gate/size-rule.ts';
import type { MemoryChange } from '../memory/change.ts';
import { isCurrent, type Memory } from '../memory/memory.ts';
import { MemoryIndex } from '../search/memory-index.ts';
import { parseQuestion } from '../search/question/question.ts';
import { inSlices } from '../search/slices.ts';
import type { SessionDigest } from './analyze/digest/digest.ts';
import { contentTerms, SELF_CONTAINED } from './analyze/terms/terms.ts';
import type { GatedItem } from './gate-dream.ts';
import type { ReviewItem } from './proposal.ts';
import { holdForReview } from './review/review-item.ts';

/** A question with the memories of which any one answers it. */
export interface Probe {
  readonly question: string;
  readonly memories: readonly string[];
}

/** How many of the probe questions find their memory before a dream's edits and after them. */
export type ProbeScore =
  | { readonly kind: 'measured'; readonly count: number; readonly before: number; readonly after: number }
  /** Too few questions to tell anything. */
  | { readonly kind: 'not-measured'; readonly count: number };

const FEWEST = 10;
const MOST = 60;
/** An answer further down than this is not found. */
const FOUND_WITHIN = 5;

/**
 * The questions that a store has grown: those that memories were recalled for, and the words by which an approved or
 * corrected memory came to be. The newest are kept.
 */
export function growProbes(
  memories: readonly Memory[],
  digests: readonly SessionDigest[],
  decided: readonly ReviewItem[],
): readonly Probe[] {
  const recalled = digests.toReversed().flatMap(({ recalls }) => recalls);
  const approved = new Set(decided.flatMap(({ proposal }) => proposal.changes.map(({ id }) => id)));
  const learned = memories
    .filter(({ id, tags }) => approved.has(id) || tags.includes('correction'))
    .flatMap(({ id, evidence }) =>
      evidence.slice(0, 1).map(({ quote }): Probe => ({ question: quote, memories: [id] })),
    );
  const probes = new Map<string, Probe>();
  for (const probe of [...recalled, ...learned]) {
    const isTelling = contentTerms(probe.question).length >= SELF_CONTAINED;
    if (isTelling && !probes.has(probe.question)) probes.set(probe.question, probe);
  }
  return [...probes.values()].slice(0, MOST);
}

/** The memories as a dream found them, ready to be asked the probe questions again once its edits are made on this copy. */
export interface ProbeBench {
  score(changes: readonly MemoryChange[]): ProbeScore;
}

/** Indexes a copy of the memories by their words and asks the questions once; lets others run while it does. */
export async function prepareProbes(
  memories: readonly Memory[],
  probes: readonly Probe[],
  now: Date,
): Promise<ProbeBench> {
  const standing = new Set(memories.filter((memory) => isCurrent(memory, now.toISOString())).map(({ id }) => id));
  const asked = probes.filter((probe) => probe.memories.some((id) => standing.has(id)));
  if (asked.length < FEWEST) return { score: () => ({ kind: 'not-measured', count: asked.length }) };
  const copy = new Map(memories.map((memory) => [memory.id, memory]));
  const index = new MemoryIndex();
  await inSlices(memories, (memory) => index.add(memory));
  const isFound = (probe: Probe): boolean => finds(probe, { index, copy, now });
  let before = 0;
  await inSlices(asked, (probe) => {
    if (isFound(probe)) before += 1;
  });
  return {
    score: (changes) => {
      for (const { id, after } of changes) {
        if (after === null) {
          copy.delete(id);
          index.remove(id);
        } else {
          copy.set(id, after);
          index.add(after);
        }
      }
      return { kind: 'measured', count: asked.length, before, after: asked.filter(isFound).length };
    },
  };
}

interface Copy {
  readonly index: MemoryIndex;
  readonly copy: ReadonlyMap<string, Memory>;
  readonly now: Date;
}

/** What took the place of a memory answers for it. */
function finds(probe: Probe, { index, copy, now }: Copy): boolean {
  const at = now.toISOString();
  const holds = (memory: Memory) => memory.supersededBy === null && isCurrent(memory, at);
  const options = { limit: FOUND_WITHIN, meaning: null, holds, uses: () => 0 };
  const found = new Set(index.search(parseQuestion(probe.question, now), options).map(({ memory }) => memory.id));
  return probe.memories.some((id) => {
    const seen = new Set<string>();
    let successor: string | null = id;
    while (successor !== null && !seen.has(successor)) {
      if (found.has(successor)) return true;
      seen.add(successor);
      successor = copy.get(successor)?.supersededBy ?? null;
    }
    return false;
  });
}

/** Holds every edit of a dream back when its own would let fewer probe questions find their memory. */
export function holdIfWorse(
  items: readonly GatedItem[],
  bench: ProbeBench,
): { readonly items: readonly GatedItem[]; readonly probes: ProbeScore } {
  const probes = bench.score(items.flatMap(({ passed }) => passed?.changes ?? []));
  if (probes.kind === 'not-measured' || probes.after >= probes.before) return { items, probes };
  const detail = `of ${probes.count} questions ${probes.before} found their memory before and ${probes.after} would after`;
  const hit = { rule: PROBES_RULE.name, effect: 'review', detail } as const;
  return {
    probes,
    items: items.map(({ item, verdict: given }) => {
      const verdict = holdForReview(given, hit);
      return { item: { ...item, verdict }, verdict, passed: null };
    }),
  };
}

/** One sentence for the report. */
export function tellProbes(score: ProbeScore): string {
  return score.kind === 'not-measured'
    ? `Probe questions: not measured, ${score.count} of the ${FEWEST} needed.`
    : `Probe questions: ${score.before} of ${score.count} found their memory before, ${score.after} after.`;
}
