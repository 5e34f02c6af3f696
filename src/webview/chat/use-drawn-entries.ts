import { useState } from 'preact/hooks';

/** How many entries are drawn at first, and more at each request. */
const PAGE = 100;
/** More at once would make typing slow; what is farthest away goes. */
const MOST = 400;

interface Drawn {
  readonly session: string | null;
  readonly first: number;
  /** Index after the last one that is drawn; null while the end is followed. */
  readonly end: number | null;
}

export interface DrawnEntries {
  /** Index of the first entry that is drawn, and of the one after the last. */
  readonly first: number;
  readonly end: number;
  readonly showEarlier: () => void;
  readonly showEnd: () => void;
}

/**
 * Which entries of a long session are drawn: its end at first, then pages before it, never too many at once. What is
 * said meanwhile takes nothing away at the top.
 */
export function useDrawnEntries(session: string | null, count: number): DrawnEntries {
  const atEnd = { session, first: Math.max(0, count - PAGE), end: null };
  const [drawn, setDrawn] = useState<Drawn>(atEnd);
  const isOther = drawn.session !== session || drawn.first > count;
  const current = isOther ? atEnd : drawn;
  if (isOther) setDrawn(current);
  const end = Math.min(count, current.end ?? count);
  return {
    first: current.end === null ? Math.max(current.first, end - MOST) : current.first,
    end,
    showEarlier: () => {
      const first = Math.max(0, current.first - PAGE);
      setDrawn({ session, first, end: end - first > MOST ? first + MOST : current.end });
    },
    showEnd: () => {
      if (current.end !== null) setDrawn(atEnd);
    },
  };
}
