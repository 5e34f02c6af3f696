import type { Recorder } from '../../core/agent/record-event.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';

type Recording = Pick<Recorder, 'header' | 'isPrivate'> & { readonly memory: Pick<Dreamwright, 'earlyWarnings'> };

/** Tells each thing that is unusual about a session once, while it can still be helped. */
export function createWarnings(tell: (text: string) => void): (recording: Recording) => Promise<void> {
  const told = new Map<string, Set<string>>();
  return async ({ header: { session }, isPrivate, memory }) => {
    if (isPrivate) return;
    const known = told.get(session) ?? new Set();
    told.set(session, known);
    for (const warning of await memory.earlyWarnings(session)) {
      // The count grows; what it counts is told once.
      const what = warning.replace(/\d+/gu, '');
      if (known.has(what)) continue;
      known.add(what);
      tell(`Unusual so far: this session has ${warning}.`);
    }
  };
}
