import { useState } from 'preact/hooks';

/** How many entries are drawn at first, and more at each request; thousands at once would make typing slow. */
const PAGE = 100;

export interface EarlierEntries {
  /** Index of the first entry that is drawn. */
  readonly first: number;
  readonly showEarlier: () => void;
}

/** A long session begins with its end; what is said meanwhile takes nothing away at the top. */
export function useEarlierEntries(session: string | null, count: number): EarlierEntries {
  const [shown, setShown] = useState({ session, first: Math.max(0, count - PAGE) });
  const isOther = shown.session !== session || shown.first > count;
  const current = isOther ? { session, first: Math.max(0, count - PAGE) } : shown;
  if (isOther) setShown(current);
  return {
    first: current.first,
    showEarlier: () => setShown({ session, first: Math.max(0, current.first - PAGE) }),
  };
}
