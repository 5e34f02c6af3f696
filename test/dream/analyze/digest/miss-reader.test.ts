import { expect, it } from 'vitest';
import type { SessionDigest } from '../../../../src/core/dream/analyze/digest/digest.ts';
import { digestSession } from '../../../../src/core/dream/analyze/digest/digest-session.ts';
import { sessionPlaces } from '../../../../src/core/dream/analyze/session-places.ts';
import { findMisses } from '../../../../src/core/dream/analyze/work/find-misses.ts';
import type { JsonObject } from '../../../../src/core/json.ts';

/** A session of one call that failed. */
function failed(session: string, tool: string, input: JsonObject, text: string): Promise<SessionDigest> {
  const base = { session, at: '2026-02-02T09:00:00.000Z', agent: 'agent', call: 'c' };
  return digestSession({ session, agent: 'agent' }, [
    { ...base, id: 'call', type: 'tool_call', origin: 'assistant', tool, input, text: session },
    { ...base, id: 'result', type: 'tool_result', origin: 'external', text, isError: true },
  ]);
}

it('a name that nothing has is one that the agent said, never one that only a result says', async () => {
  const text = "Agent type 'simplifier' not found.";
  const [said] = (await failed('one', 'Task', { subagent_type: 'simplifier' }, text)).misses;
  expect(said).toMatchObject({ kind: 'name', subject: 'simplifier' });
  const [heard] = (await failed('two', 'mcp__web__fetch', { url: 'https://example.com' }, text)).misses;
  expect(heard).toMatchObject({ kind: 'other' });
});

it('the same failure of two tools is two findings', async () => {
  const tools = ['mcp__one__search', 'mcp__two__search'];
  const digests = await Promise.all(
    tools.flatMap((tool) =>
      ['a', 'b', 'c'].map((session) => failed(tool + session, tool, {}, 'Error: the token is expired')),
    ),
  );
  const places = sessionPlaces(new Map(), new Set(digests.map(({ session }) => session)));
  const found = findMisses(digests, places, new Date('2026-03-01'));
  expect(found.map(({ summary }) => summary.split(' ')[0]).sort()).toEqual(tools);
  expect(new Set(found.map(({ id }) => id)).size).toBe(2);
});
