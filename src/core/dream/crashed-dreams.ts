import type { JournalRecord } from '../journal/record.ts';
import type { StoreView } from '../store.ts';

/** Ends the dreams that began and never ended; only for whoever holds the dream lock, so that none of them still runs. */
export function crashedDreams(view: StoreView, now: Date): readonly JournalRecord[] {
  return view
    .dreams()
    .filter(({ status }) => status === 'running')
    .map((dream) => ({
      kind: 'dream-ended',
      dream: {
        ...dream,
        status: 'failed',
        ended: now.toISOString(),
        error: 'The process that dreamt ended before the dream did. The memories are as they were; dream again.',
      },
      findings: [],
      items: [],
      commit: null,
      watermarks: {},
    }));
}
