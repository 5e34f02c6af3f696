import type { ReviewItem } from '../../core/dream/proposal.ts';
import { ORIGINS } from '../../core/origin.ts';
import { ORIGIN_WORDS } from '../origin-words.ts';

/** One thing a person narrows the Review view by. */
export interface ReviewFilter {
  readonly by: 'rule' | 'words' | 'operation' | 'folder';
  readonly value: string;
}

export interface FilterChoice {
  readonly filter: ReviewFilter;
  readonly label: string;
  /** Proposals that it would show. */
  readonly count: number;
}

const KINDS = ['rule', 'words', 'operation', 'folder'] as const;

/** What the proposals that wait or were refused can be narrowed by, what shows most first in each kind. */
export function filterChoices(items: readonly ReviewItem[]): readonly FilterChoice[] {
  const open = items.filter(isOpen);
  return KINDS.flatMap((by) => {
    const counts = new Map<string, number>();
    for (const item of open) for (const value of valuesOf(item, by)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
      .map(([value, count]) => ({ filter: { by, value }, label: labelOf({ by, value }), count }));
  });
}

/** Several of one kind show what any of them does, several kinds what all of them do; what is decided always stays. */
export function isShown(item: ReviewItem, filters: readonly ReviewFilter[]): boolean {
  if (!isOpen(item)) return true;
  return KINDS.every((by) => {
    const own = filters.filter((filter) => filter.by === by);
    const values = valuesOf(item, by);
    return own.length === 0 || own.some(({ value }) => values.has(value));
  });
}

export function labelOf({ by, value }: ReviewFilter): string {
  switch (by) {
    case 'rule':
      return value;
    case 'words': {
      const origin = ORIGINS.find((known) => known === value);
      return origin === undefined ? value : ORIGIN_WORDS[origin];
    }
    case 'operation':
      return value;
    case 'folder':
      return value;
  }
}

function isOpen({ state }: ReviewItem): boolean {
  return state === 'waiting' || state === 'refused';
}

function valuesOf({ proposal, verdict }: ReviewItem, by: ReviewFilter['by']): ReadonlySet<string> {
  switch (by) {
    case 'rule':
      return new Set(verdict.hits.map(({ rule }) => rule));
    case 'words':
      return new Set([proposal.origin]);
    case 'operation':
      return new Set([proposal.operation]);
    case 'folder':
      return new Set([proposal.path.slice(0, proposal.path.indexOf('/', 1) + 1) || '/']);
  }
}
