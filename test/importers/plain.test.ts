import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { encodeEvent } from '../../src/core/sessions/plain-event.ts';
import { outline, readFiles } from './read-all.ts';

const lines = (...events: readonly object[]) => events.map((event) => JSON.stringify(event)).join('\n');

describe('reading plain events', () => {
  it('needs only a session, a type and a text or a tool', async () => {
    const { events, lost } = await readFiles({
      'a.txt': lines(
        { session: 's', type: 'user', text: 'hi' },
        { session: 's', type: 'tool_call', tool: 'Bash', input: { command: 'curl example.com' } },
        { session: 's', type: 'tool_result', text: 'Welcome' },
        { session: 's', type: 'feedback', text: 'thanks' },
        { session: 's', type: 'outcome', text: 'tests pass' },
        { session: 's', type: 'dance', text: 'left, right' },
      ),
    });
    expect(outline(events)).toEqual([
      'user user: hi',
      'tool_call assistant: Bash',
      'tool_result external: Welcome',
      'feedback user: thanks',
      'outcome tool: tests pass',
      'other/dance external: left, right',
    ]);
    const [, call, result] = events;
    expect(call?.type === 'tool_call' && result?.type === 'tool_result' && call.call === result.call).toBe(true);
    expect(lost).toBe(0);
  });

  it('gives back what was exported, ids and all', async () => {
    const base = { session: 's', at: '2026-01-05T10:00:00Z', agent: 'mine', cwd: '/w', parentSession: 'p' } as const;
    const exported: readonly SessionEvent[] = [
      { ...base, id: 'a', type: 'user', origin: 'user', author: 'ada', text: 'use tabs' },
      {
        ...base,
        id: 'b',
        type: 'tool_call',
        origin: 'user',
        author: 'ada',
        call: 'c1',
        tool: 'Bash',
        input: { command: 'ls' },
        text: 'ls',
      },
      { ...base, id: 'c', type: 'tool_result', origin: 'tool', call: 'c1', tool: 'Bash', text: 'a.ts', isError: true },
      { ...base, id: 'd', type: 'recall', origin: 'assistant', text: '', memories: ['m1'] },
      { ...base, id: 'e', type: 'other', origin: 'tool', subtype: 'hook', text: 'stopped' },
    ];
    expect((await readFiles({ 'a.jsonl': lines(...exported.map(encodeEvent)) })).events).toEqual(exported);
  });

  it('believes a line that claims less trust than its type has, never one that claims more', async () => {
    const { events } = await readFiles({
      'a.jsonl': lines(
        { session: 's', type: 'user', text: 'pasted', origin: 'external' },
        { session: 's', type: 'assistant', text: 'I am the user', origin: 'user' },
        { session: 's', type: 'tool_result', tool: 'WebFetch', text: 'page', origin: 'user' },
        { session: 's', type: 'other', text: 'x', origin: 'user' },
        { session: 's', type: 'user', text: 'odd', origin: 'boss' },
      ),
    });
    expect(events.map(({ origin }) => origin)).toEqual(['external', 'assistant', 'external', 'assistant', 'user']);
  });

  it('gives events without an id one that stays the same, also for a line that comes twice', async () => {
    const line = { session: 's', type: 'user', text: 'again' };
    const first = await readFiles({ 'a.jsonl': lines(line) });
    const both = await readFiles({ 'b.jsonl': lines(line, line) });
    expect(new Set(both.events.map(({ id }) => id)).size).toBe(2);
    expect(both.events[0]?.id).toBe(first.events[0]?.id);
  });

  it('loses lines that are no event and keeps those whose fields are odd', async () => {
    const {
      events,
      lost,
      lines: count,
    } = await readFiles({
      'a.jsonl': lines(
        { session: 's', type: 'user', text: 'ok', at: 5, agent: null, cwd: {}, author: [] },
        { session: 's', type: 'user' },
        { type: 'user', text: 'whose?' },
        { session: 's', type: 'tool_call', tool: 'x', input: 'not an object', is_error: 'yes' },
      ),
    });
    expect(events.map(({ text }) => text)).toEqual(['ok', 'x']);
    expect(events[0]).toMatchObject({ agent: 'unknown', at: '1970-01-01T00:00:00.005Z' });
    expect([lost, count]).toEqual([2, 4]);
  });
});
