import { lowestOrigin, type Origin } from '../origin.ts';
import { tokenize } from '../search/words/tokenize.ts';
import { isCurrent, type Memory } from './memory.ts';

export interface SummarySentence {
  readonly text: string;
  /** What it rests on. */
  readonly memories: readonly Pick<Memory, 'id' | 'path'>[];
}

/** What a folder of paths holds, in a few sentences: kept beside the memories, never as one of them. */
export interface FolderSummary {
  /** Without a slash at the end; `/` is the folder of all. */
  readonly path: string;
  /** Current memories in it and below. */
  readonly entries: number;
  /** When the latest of them changed (ISO 8601); empty for a folder without any. */
  readonly changed: string;
  /** What the memories that say most of it say, best first. */
  readonly sentences: readonly SummarySentence[];
  /** Whether the sentences are picked from the memories, or a model's dream wrote them anew. */
  readonly writtenBy: 'extract' | 'model';
  /** The dream that had them written; null where they are picked. */
  readonly dream: string | null;
  /** The lowest origin among the words that it carries. */
  readonly origin: Origin;
  /** The time that it was made for (ISO 8601). */
  readonly madeAt: string;
  /** When a memory in it begins or ceases to hold (ISO 8601): from then on it is made anew; null for never. */
  readonly holdsUntil: string | null;
}

const MOST_SENTENCES = 5;
const LONGEST_SENTENCE = 160;
/** A memory says what it is about in its first sentences. */
const SENTENCES_READ = 4;

/** The folders above a memory, innermost first, `/` last. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(1, -1);
  return [...parts.map((_, index) => `/${parts.slice(0, parts.length - index).join('/')}`), '/'];
}

/** The memories in a folder and below. */
export function memoriesBelow(memories: readonly Memory[], folder: string): readonly Memory[] {
  const start = folder === '/' ? '/' : `${folder}/`;
  return memories.filter(({ path }) => path.startsWith(start));
}

/**
 * Picks, of the memories that stand out, the sentence with the most of the words that the folder's memories share
 * (centroid-based extraction after Radev et al., 2004). The same memories at the same time give the same summary.
 */
export function summarizeFolder(path: string, memories: readonly Memory[], at: string): FolderSummary {
  const below = memoriesBelow(memories, path).filter(({ supersededBy }) => supersededBy === null);
  const current = below.filter((memory) => isCurrent(memory, at));
  const shared = sharedTerms(current);
  const standingOut = current.toSorted(standOutFirst).slice(0, MOST_SENTENCES);
  return {
    path,
    entries: current.length,
    changed:
      current
        .map(({ updatedAt }) => updatedAt)
        .toSorted()
        .at(-1) ?? '',
    sentences: standingOut.map(({ id, path: at, text }) => ({
      text: bestSentence(text, shared),
      memories: [{ id, path: at }],
    })),
    writtenBy: 'extract',
    dream: null,
    origin: lowestOrigin(['user', ...standingOut.map(({ origin }) => origin)]),
    madeAt: at,
    holdsUntil: nextChange(below, at),
  };
}

/** Whether a summary that was made before still says what holds at `at` (ISO 8601). */
export function summaryHolds({ madeAt, holdsUntil }: FolderSummary, at: string): boolean {
  return madeAt <= at && (holdsUntil === null || at < holdsUntil);
}

/** The summary in one line: "3 memories, the latest of 2026-03-01: … · …". */
export function describeFolder(summary: FolderSummary): string {
  const { entries, sentences } = summary;
  if (entries === 0) return 'No current memories.';
  const said = new Set(sentences.flatMap(({ memories }) => memories.map(({ id }) => id))).size;
  const more = entries > said ? ' · …' : '';
  return `${describeFolderSize(summary)}: ${sentences.map(({ text }) => text).join(' · ')}${more}`;
}

/** "3 memories, the latest of 2026-03-01". */
export function describeFolderSize({ entries, changed }: FolderSummary): string {
  if (entries === 0) return 'no current memories';
  return `${entries === 1 ? '1 memory' : `${entries} memories`}, the latest of ${changed.slice(0, 10)}`;
}

/** What stands out first: pinned, sure, new. */
export function standOutFirst(a: Memory, b: Memory): number {
  return (
    Number(b.pinned) - Number(a.pinned) ||
    b.confidence - a.confidence ||
    (a.updatedAt === b.updatedAt ? (a.path < b.path ? -1 : 1) : a.updatedAt > b.updatedAt ? -1 : 1)
  );
}

/** Terms that more than one memory of the folder holds, with the share of them that do. */
function sharedTerms(memories: readonly Memory[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of memories) {
    for (const term of new Set(tokenize(firstSentences(text).join(' ')))) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const shares = Array.from(counts).filter(([term, count]) => count > 1 && term.length > 3);
  return new Map(shares.map(([term, count]) => [term, count / memories.length]));
}

function bestSentence(text: string, shared: ReadonlyMap<string, number>): string {
  let best = '';
  let highest = -1;
  for (const sentence of firstSentences(text)) {
    const terms = [...new Set(tokenize(sentence))];
    const score = terms.reduce((sum, term) => sum + (shared.get(term) ?? 0), 0) / Math.sqrt(terms.length + 4);
    if (score <= highest) continue;
    best = sentence;
    highest = score;
  }
  const characters = Array.from(best);
  return characters.length <= LONGEST_SENTENCE ? best : `${characters.slice(0, LONGEST_SENTENCE - 1).join('')}…`;
}

function firstSentences(text: string): readonly string[] {
  return text
    .slice(0, 2_000)
    .split(/\n+|(?<=[.!?。！？])\s+/u)
    .map((sentence) => sentence.replace(/^[\s>#*+-]+/u, '').trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
    .slice(0, SENTENCES_READ);
}

function nextChange(memories: readonly Memory[], at: string): string | null {
  const times = memories.flatMap(({ validFrom, validTo }) => (validTo === null ? [validFrom] : [validFrom, validTo]));
  return times.filter((time) => time > at).toSorted()[0] ?? null;
}
