import { words, wordTerms } from '../search/words/tokenize.ts';
import { type FolderSummary, foldersAbove } from './folder-summary.ts';
import type { MemoryHit } from './recall.ts';

/** A folder that answers a question as a whole; open it for the detail. */
export interface FolderAnswer {
  readonly summary: FolderSummary;
  /** Higher is better; comparable within one answer. */
  readonly score: number;
  readonly why: readonly string[];
}

/** A folder with fewer of the hits adds nothing to the hits themselves. */
const FEWEST_HITS = 2;
/** Hits this far below the best are no answer. */
const LEAST_SHARE = 0.25;

/** The folders that a question names, or in which several of what answers it stand, best first. */
export function folderAnswers(
  query: string,
  hits: readonly MemoryHit[],
  summaryOf: (folder: string) => FolderSummary,
  limit: number,
): readonly FolderAnswer[] {
  const asked = new Set(words(query).flatMap(wordTerms));
  const found = new Map<string, { score: number; hits: number }>();
  const least = (hits[0]?.score ?? 0) * LEAST_SHARE;
  for (const { path, score } of hits) {
    if (score < least) continue;
    for (const folder of foldersAbove(path)) {
      if (folder === '/') continue;
      const earlier = found.get(folder) ?? { score: 0, hits: 0 };
      found.set(folder, { score: earlier.score + score, hits: earlier.hits + 1 });
    }
  }
  return Array.from(found)
    .flatMap(([folder, { score, hits: count }]) => {
      const isNamed = isNamedBy(folder, asked);
      if (!isNamed && count < FEWEST_HITS) return [];
      const summary = summaryOf(folder);
      // A wide folder holds hits of many questions: what counts is how much of it answers this one.
      const share = score / Math.sqrt(Math.max(1, summary.entries));
      const why = [...(isNamed ? ['named in the question'] : []), `${count} of ${summary.entries} memories answer`];
      return [{ summary, score: isNamed ? share * 2 : share, why }];
    })
    .toSorted((a, b) => (a.score === b.score ? (a.summary.path < b.summary.path ? -1 : 1) : b.score - a.score))
    .slice(0, limit);
}

function isNamedBy(folder: string, asked: ReadonlySet<string>): boolean {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const terms = words(name).flatMap(wordTerms);
  return terms.length > 0 && terms.every((term) => asked.has(term));
}
