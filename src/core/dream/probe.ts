import { PROBES_RULE } from '../gate/size-rule.ts';
import type { MemoryChange } from '../memory/change.ts';
import { isCurrent, type Memory } from '../memory/memory.ts';
import { MemoryIndex } from '../search/memory-index.ts';
import { parseQuestion } from '../search/question/question.ts';
import type { QuestionMeaning } from '../search/question/question-meaning.ts';
import { inSlices } from '../search/slices.ts';
import type { MemoryVectors } from '../search/vectors/memory-vectors.ts';
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
  | {
      readonly kind: 'measured';
      readonly count: number;
      readonly before: number;
      readonly after: number;
      /** Questions that found their memory before and would not any more; missing in older records. */
      readonly lost?: readonly string[];
    }
  /** Too few questions to tell anything. */
  | { readonly kind: 'not-measured'; readonly count: number };

const FEWEST = 10;
const MOST = 60;
const LONGEST_QUESTION = 120;
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

/** What tells meanings where their vectors are at hand; the index of the copy goes by them as recall does. */
export interface ProbeMeanings {
  readonly vectors: Pick<MemoryVectors, 'of' | 'dimensions'>;
  /** Null where the question's vectors are not made in time: then its words alone decide. */
  meaningOf(question: string): Promise<QuestionMeaning | null>;
  /** Makes vectors of memories that no store holds yet. */
  embed(memories: readonly Memory[]): Promise<void>;
}

interface ProbeInput {
  readonly memories: readonly Memory[];
  readonly probes: readonly Probe[];
  /** What may become of the memories. */
  readonly changes?: readonly MemoryChange[];
  /** Left out, the words alone decide. */
  readonly meanings?: ProbeMeanings | null;
  readonly now: Date;
}

/** Indexes a copy of the memories and asks the questions once; lets others run while it does. */
export async function prepareProbes(input: ProbeInput): Promise<ProbeBench> {
  const { memories, probes, now } = input;
  const standing = new Set(memories.filter((memory) => isCurrent(memory, now.toISOString())).map(({ id }) => id));
  const asked = probes.filter((probe) => probe.memories.some((id) => standing.has(id)));
  if (asked.length < FEWEST) return { score: () => ({ kind: 'not-measured', count: asked.length }) };
  const copy = new Map(memories.map((memory) => [memory.id, memory]));
  const meanings = readyMeanings(input);
  await meanings?.embed((input.changes ?? []).flatMap(({ after }) => after ?? []));
  const index = new MemoryIndex(meanings?.vectors ?? null);
  await inSlices(memories, (memory) => index.add(memory));
  const meant = new Map<Probe, QuestionMeaning | null>();
  for (const probe of asked) meant.set(probe, (await meanings?.meaningOf(probe.question)) ?? null);
  const isFound = (probe: Probe): boolean => finds(probe, { index, copy, now, meaning: meant.get(probe) ?? null });
  const found = new Set<Probe>();
  await inSlices(asked, (probe) => {
    if (isFound(probe)) found.add(probe);
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
      const left = new Set(asked.filter(isFound));
      const lost = [...found].filter((probe) => !left.has(probe)).map(({ question }) => question);
      return { kind: 'measured', count: asked.length, before: found.size, after: left.size, lost };
    },
  };
}

/** Null where a memory still lacks its vector: compared with the others it would seem further from every question. */
function readyMeanings({ memories, meanings = null }: ProbeInput): ProbeMeanings | null {
  return meanings !== null && memories.every((memory) => meanings.vectors.of(memory) !== null) ? meanings : null;
}

interface Copy {
  readonly meaning: QuestionMeaning | null;
  readonly index: MemoryIndex;
  readonly copy: ReadonlyMap<string, Memory>;
  readonly now: Date;
}

/** What took the place of a memory answers for it. */
function finds(probe: Probe, { index, copy, now, meaning }: Copy): boolean {
  const at = now.toISOString();
  const holds = (memory: Memory) => memory.supersededBy === null && isCurrent(memory, at);
  const options = { limit: FOUND_WITHIN, meaning, holds, uses: () => 0 };
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

/** Holds every edit of a dream back when a probe question would not find its memory any more, whatever others gain. */
export function holdIfWorse(
  items: readonly GatedItem[],
  bench: ProbeBench,
): { readonly items: readonly GatedItem[]; readonly probes: ProbeScore } {
  const probes = bench.score(items.flatMap(({ passed }) => passed?.changes ?? []));
  const lost = probes.kind === 'not-measured' ? [] : (probes.lost ?? []);
  if (lost.length === 0) return { items, probes };
  const detail = tellLost(lost, probes.count);
  const hit = { rule: PROBES_RULE.name, effect: 'review', detail } as const;
  return {
    probes,
    items: items.map(({ item, verdict: given }) => {
      const verdict = holdForReview(given, hit);
      return { item: { ...item, verdict }, verdict, passed: null };
    }),
  };
}

/** A clause for a person. */
export function tellLost(lost: readonly string[], count: number): string {
  const [first = ''] = lost;
  const asked = `“${Array.from(first).slice(0, LONGEST_QUESTION).join('')}”`;
  const questions = lost.length === 1 ? `1 question of ${count} finds` : `${lost.length} questions of ${count} find`;
  return `${questions} no more what answered before: ${asked}${lost.length === 1 ? '' : ' and others'}`;
}

/** One sentence for the report. */
export function tellProbes(score: ProbeScore): string {
  if (score.kind === 'not-measured') return `Probe questions: not measured, ${score.count} of the ${FEWEST} needed.`;
  const { before, count, after, lost = [] } = score;
  const worse = lost.length === 0 ? '' : `; ${tellLost(lost, count)}`;
  return `Probe questions: ${before} of ${count} found their memory before, ${after} after${worse}.`;
}
