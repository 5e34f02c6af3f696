import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIXTURES, outline, readAll } from './read-all.ts';

const read = (name: string) => readAll([join(FIXTURES, 'claude-code', name)]);

describe('real lines of Claude Code', () => {
  it.each([
    'glued-lines.jsonl',
    'glued-ignored-lines.jsonl',
    'invalid-escape.jsonl',
    'starts-in-the-middle.jsonl',
    'rejection-with-reason.jsonl',
    'interrupt.jsonl',
    'local-command.jsonl',
    'person-runs-command.jsonl',
    'chosen-answers.jsonl',
    'command-with-words.jsonl',
    'plan-and-hook.jsonl',
    'typed-beside-result.jsonl',
    'network-result.jsonl',
  ])('are told apart by whose words they are: %s', async (name) => {
    const { events, ignored, lost } = await read(name);
    expect({ events: outline(events), ignored, lost }).toMatchSnapshot();
  });

  it('keep the time, the folder and the ids of the transcript', async () => {
    const { events } = await read('interrupt.jsonl');
    expect(events[0]).toMatchObject({ agent: 'claude-code', cwd: '/Users/dev/Work/entire/devenv/cli' });
    expect(events.map(({ at }) => at).every((at) => /^2026-01-\d\dT[\d:.]+Z$/u.test(at))).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('pair a rejection with the call it stopped', async () => {
    const { events } = await read('rejection-with-reason.jsonl');
    const [call, feedback] = events;
    expect(call).toMatchObject({ type: 'tool_call', tool: 'Edit' });
    expect(feedback).toMatchObject({
      type: 'feedback',
      isError: true,
      call: call?.type === 'tool_call' ? call.call : '',
    });
  });

  it('give a subagent its own session under its parent, in the words of its parent', async () => {
    const { pieces } = await readAll([join(FIXTURES, 'claude-code-subagents')]);
    expect(pieces.map(({ header }) => [header.session, header.agent, header.parentSession])).toEqual([
      ['b3a7bd3c-5a10-4e7b-8ff0-7fc0cd6d1093', 'claude-code', undefined],
      ['b3a7bd3c-5a10-4e7b-8ff0-7fc0cd6d1093/agent-a775a67', 'Bash', 'b3a7bd3c-5a10-4e7b-8ff0-7fc0cd6d1093'],
    ]);
    const [parent, child] = pieces;
    expect(outline(parent?.events ?? [])[0]).toBe(
      'user user: Run 4 subagents in parallel that just run the sleep commands',
    );
    expect(outline(child?.events ?? [])).toEqual([
      'assistant assistant: Run: sleep 1',
      'tool_call assistant: sleep 1',
      'tool_result tool: ',
      'assistant assistant: Done. The sleep command completed successfully.',
    ]);
    expect(child?.events.map(({ agent }) => agent)).toEqual(['claude-code', 'Bash', 'Bash', 'Bash']);
  });
});
