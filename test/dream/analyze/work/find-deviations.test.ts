import { expect, it } from 'vitest';
import type { SessionDigest } from '../../../../src/core/dream/analyze/digest/digest.ts';
import { digestSession } from '../../../../src/core/dream/analyze/digest/digest-session.ts';
import { sessionPlaces } from '../../../../src/core/dream/analyze/session-places.ts';
import { findDeviations } from '../../../../src/core/dream/analyze/work/find-deviations.ts';
import type { SessionEvent } from '../../../../src/core/sessions/event.ts';

/** A session of `calls` calls of which the first `failing` fail. */
function aSession(session: string, calls: number, failing: number): Promise<SessionDigest> {
  const events = Array.from({ length: calls }, (_, index): readonly SessionEvent[] => {
    const base = { session, at: `2026-02-02T09:${String(index).padStart(2, '0')}:00.000Z`, agent: 'agent' };
    const call = `c${index}`;
    return [
      {
        ...base,
        id: `${call}-call`,
        type: 'tool_call',
        origin: 'assistant',
        call,
        tool: 'Fetch',
        input: {},
        text: session + call,
      },
      { ...base, id: `${call}-result`, type: 'tool_result', origin: 'tool', call, text: 'x', isError: index < failing },
    ];
  });
  return digestSession({ session, agent: 'agent' }, events.flat());
}

it('tells of a session that was far from its kind after its first calls', async () => {
  const usual = await Promise.all(Array.from({ length: 9 }, (_, index) => aSession(`s${index}`, 40, 1)));
  const digests = [...usual, await aSession('troubled', 58, 12)];
  const places = sessionPlaces(new Map(), new Set(digests.map(({ session }) => session)));
  const found = findDeviations(digests, places, new Date('2026-03-01'));
  expect(found.map(({ summary, sessions }) => [summary, sessions])).toEqual([
    ['The session “troubled” has 12 failed calls among its first 20; 1 is usual for agent', ['troubled']],
  ]);
});
