import { describe, expect, test } from 'vitest';
import type { ModelEvent } from '../../../src/core/agent/model.ts';
import type { FakeMemory } from '../../agent/fake-memory.ts';
import { says } from '../../agent/fake-model.ts';
import { answering, calls, chat, message, reopened, replace, scripted, toolsOf } from './a-chat-with-tools.ts';

describe('an answer that fails in a later step', () => {
  const failing = (kind: 'unreachable' | 'overloaded'): readonly ModelEvent[] => [
    { kind: 'error', error: { kind, detail: 'down' } },
  ];
  const steps = [calls(['read', 'read_file', { path: 'a.txt' }]), calls(['edit', 'edit_file', replace('two', '2')])];

  test.each(['unreachable', 'overloaded'] as const)('as %s goes on from all that was done', async (kind) => {
    const tries = Array.from({ length: 5 }, () => failing(kind));
    const model = scripted(...steps, ...tries, says('Done.'));
    const open = chat({ model, onWaiting: answering('once') });
    const { session, workspace } = open;
    await session.send(message);
    expect(session.state.entries.at(-1)).toMatchObject({
      problem: { action: 'resume', text: expect.stringContaining('What was done is kept.') },
    });
    await session.resume();
    const sent = model.requests.at(-1)?.messages ?? [];
    expect(sent.flatMap(({ results = [] }) => results.map(({ call }) => call))).toEqual(['read', 'edit']);
    expect(workspace.read('a.txt')).toBe('one\n2\n');
    expect(session.state.entries).toMatchObject([
      { kind: 'user' },
      { kind: 'answer', state: 'done', problem: null, parts: [{ call: 'read' }, { call: 'edit' }] },
      { kind: 'answer', state: 'done', markdown: 'Done.' },
    ]);
    const later = await reopened(open.memory);
    expect(later.state.entries).toMatchObject([{}, { state: 'done', problem: null }, { markdown: 'Done.' }]);
  });

  test('and fails again leaves one line that says so, not one for each try', async () => {
    const tries = Array.from({ length: 10 }, () => failing('unreachable'));
    const { session } = chat({ model: scripted(...steps, ...tries, says('Done.')), onWaiting: answering('once') });
    await session.send(message);
    await session.resume();
    await session.resume();
    expect(session.state.entries.map(({ kind }) => kind)).toEqual(['user', 'answer', 'answer']);
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Done.', problem: null });
  });
});

describe('a window that is closed', () => {
  const steps = [calls(['read', 'read_file', { path: 'a.txt' }]), calls(['run', 'run_command', { command: 'true' }])];

  test('while a call is at work leaves an answer that can go on', async () => {
    const open = chat({ model: scripted(...steps), onWaiting: () => {} });
    void open.session.send(message);
    await expect.poll(() => open.tool('run')?.state).toBe('waiting');
    const model = scripted(says('On it goes.'));
    const later = await reopened(open.memory, { currentModel: () => model });
    expect(later.state.entries.at(-1)).toMatchObject({
      state: 'stopped',
      problem: { text: 'The answer was not finished. What was done is kept.', action: 'resume' },
    });
    await later.resume();
    expect(model.requests[0]?.messages.at(-1)?.results).toMatchObject([{ call: 'run', isError: true }]);
    expect(later.state.entries.at(-1)).toMatchObject({ markdown: 'On it goes.', problem: null });
  });

  test('after the person had stopped the answer leaves it stopped', async () => {
    const open = chat({ model: scripted(...steps), onWaiting: (_part, of) => of.stop() });
    await open.session.send(message);
    const later = await reopened(open.memory);
    expect(later.state.entries.at(-1)).toMatchObject({ state: 'stopped', problem: null });
  });
});

test('a session that has cost what it may goes on once the cap is raised', async () => {
  const usage: ModelEvent = { kind: 'usage', inputTokens: 1_000, outputTokens: 0 };
  const model = scripted([usage, ...calls(['read', 'read_file', { path: 'a.txt' }])], says('Done.'));
  let sessionDollars = 1;
  const { session } = chat({
    model,
    price: { input: 4_000, output: 0, cacheWrite: 0, cacheRead: 0 },
    limits: () => ({ recallTokens: 0, answerTokens: 1_000, sessionDollars }),
  });
  await session.send(message);
  expect(session.state.entries.at(-1)).toMatchObject({ problem: { action: 'resume' } });
  sessionDollars = 10;
  await session.resume();
  expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Done.', problem: null });
});

describe('a goal that was left before it was settled', () => {
  const down: readonly ModelEvent[] = [{ kind: 'error', error: { kind: 'unreachable', detail: 'no route' } }];
  const goal = { text: '/goal ---\nrounds: 2\n---\n- `true` passes\n- it is changed', attached: [], images: [] };
  const read = calls(['read', 'read_file', { path: 'a.txt' }]);
  const grade = (isMet: boolean): readonly ModelEvent[] =>
    says(
      JSON.stringify({ criteria: [{ criterion: 1, reason: 'So it is.', quote: isMet ? 'Changed' : '', met: isMet }] }),
    );
  const results = ({ stored }: FakeMemory): readonly unknown[] =>
    stored.flatMap((event) => (event.type === 'outcome' ? [[event.goal?.result, event.goal?.round]] : []));

  test('as the server was out of reach is worked on from there, and graded', async () => {
    const tries = Array.from({ length: 5 }, () => down);
    const model = scripted(read, ...tries, says('Changed it.'), grade(true));
    const { session, memory } = chat({ model, onWaiting: answering('once') });
    await session.send(goal);
    expect(results(memory)).toEqual([['failed', 1]]);
    const offered = session.state.entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.problem] : []));
    expect(offered.map((problem) => problem?.action)).toEqual([null, 'resume']);
    await session.resume();
    expect(results(memory)).toEqual([
      ['failed', 1],
      ['satisfied', 1],
    ]);
    expect(model.requests.at(-2)?.messages.flatMap(({ results: all = [] }) => all)).toMatchObject([{ call: 'read' }]);
  });

  test('as the window was closed in its second round goes on with that, and what was done before counts', async () => {
    const open = chat({ model: scripted(read, says('Not yet.'), grade(false), read), onWaiting: answering('once') });
    await open.session.send(goal);
    const { stored } = open.memory;
    const closed = stored.slice(0, stored.findIndex(({ type }) => type === 'outcome') + 3);
    const model = scripted(says('Changed it.'), grade(true));
    const later = await reopened({ stored: closed }, { currentModel: () => model, tools: () => open.lent });
    expect(later.state.entries.at(-1)).toMatchObject({
      problem: { text: 'The goal was not finished. What was done is kept.', action: 'resume' },
    });
    const resumed = later.resume();
    await expect.poll(() => toolsOf(later).find(({ state }) => state === 'waiting')?.call).toBeDefined();
    const asked = toolsOf(later).find(({ state }) => state === 'waiting');
    later.tools?.answer(asked?.call ?? '', { kind: 'permission', answer: 'once' });
    await resumed;
    expect(later.state.entries.at(-1)).toMatchObject({ markdown: expect.stringContaining('satisfied, round 2 of 2') });
  });

  test('as it could not be graded is graded again, and nothing is done anew', async () => {
    const tries = Array.from({ length: 5 }, () => down);
    const model = scripted(says('Changed it.'), ...tries, grade(true));
    const { session, memory } = chat({ model, onWaiting: answering('once') });
    await session.send(goal);
    expect(memory.stored.at(-1)?.text).toContain('It could not be graded');
    await session.resume();
    expect(results(memory).at(-1)).toEqual(['satisfied', 1]);
    expect(model.requests).toHaveLength(7);
  });

  test('is left alone once something else was said', async () => {
    const tries = Array.from({ length: 5 }, () => down);
    const half: readonly ModelEvent[] = [
      { kind: 'text-delta', text: 'Half' },
      { kind: 'error', error: { kind: 'overloaded', detail: 'busy' } },
    ];
    const { session, memory } = chat({ model: scripted(read, ...tries, half, says('of it.')) });
    await session.send(goal);
    await session.send({ text: 'Leave it. What is two?', attached: [], images: [] });
    await session.resume();
    expect(results(memory)).toEqual([['failed', 1]]);
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'of it.' });
  });
});
