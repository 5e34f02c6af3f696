import { describe, expect, test } from 'vitest';
import type { ToolContext, ToolOutcome, ToolPlan } from '../../src/core/agent/tools/tool.ts';
import type { TurnEvent } from '../../src/core/agent/turn-event.ts';
import { createClaims } from '../../src/core/agents/claims.ts';
import { type DelegationPorts, delegateTool, type ThreadWork } from '../../src/core/agents/delegate.ts';
import { createSlots } from '../../src/core/agents/slots.ts';
import type { AgentTemplate } from '../../src/core/agents/template.ts';
import type { Thread } from '../../src/core/agents/thread.ts';
import { createThreads } from '../../src/core/agents/threads.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';

const HEADER = { session: 'ses_parent', agent: 'dreamwright', format: 'dreamwright', trust: 'user' } as const;
const clock = () => new Date('2026-03-01T10:00:00.000Z');
const base = { session: 'x', id: 'e', at: '2026-03-01T10:00:00.000Z', agent: 'tester' };

function template(name: string): AgentTemplate {
  return {
    ...{
      name,
      description: `Does ${name}.`,
      instructions: 'Do it.',
      tools: null,
      withoutTools: [],
      limits: [],
      isReadOnly: false,
    },
    ...{ model: null, memory: 'shared', source: { kind: 'built-in' }, hash: name },
  };
}

const says = (text: string): TurnEvent => ({
  kind: 'recorded',
  event: { ...base, type: 'assistant', origin: 'assistant', text } satisfies SessionEvent,
});
const calls = (title: string): readonly TurnEvent[] => [
  { kind: 'tool-planned', call: title, tool: 'run_command', title, effect: 'run' },
  {
    kind: 'recorded',
    event: {
      ...base,
      type: 'tool_call',
      origin: 'assistant',
      call: title,
      tool: 'run_command',
      input: {},
      text: title,
    },
  },
];
const COMPLETE: TurnEvent = { kind: 'ended', end: { kind: 'complete' } };

function setting(work: (work: ThreadWork, signal: AbortSignal) => AsyncIterable<TurnEvent>, most = 4) {
  const claims = createClaims();
  const threads = createThreads(claims);
  const seen: Thread[] = [];
  threads.onChange((thread) => seen.push(thread));
  const ports: DelegationPorts = {
    roster: [template('tester'), template('reviewer')],
    agrees: async () => true,
    work,
    threads,
    claims,
    slots: createSlots(most),
    clock,
  };
  return { claims, threads, seen, ports };
}

/** As much of a tool's context as delegating needs. */
function context(call: string): ToolContext {
  const unused = () => {
    throw new Error('not used');
  };
  const event = {
    ...base,
    type: 'tool_call',
    origin: 'assistant',
    call,
    tool: 'delegate',
    input: {},
    text: '',
  } as const;
  return {
    workspace: {
      locate: async (path) => ({ path: path.replace(/^\.\//u, ''), isInside: true }),
      ...{ readFile: unused, listFolder: unused, searchText: unused, applyEdit: unused, runCommand: unused },
      ...{ diagnostics: unused, gitStates: unused },
    },
    memory: { memoryTool: unused, recall: unused, eventsAround: unused },
    header: HEADER,
    isPrivate: false,
    event,
    gate: { sensitivity: 'balanced' },
    askPerson: unused,
    setTodos: unused,
    reads: { get: () => undefined, set: () => undefined },
    outputs: { keep: () => '', read: () => undefined },
  };
}

async function plan(ports: DelegationPorts, input: object, call = 'call_1'): Promise<ToolPlan> {
  const planned = await delegateTool(ports).plan({ ...input }, context(call), new AbortController().signal);
  if (planned.kind === 'invalid') throw new Error(planned.message);
  return planned;
}

async function delegate(ports: DelegationPorts, input: object, signal?: AbortSignal): Promise<ToolOutcome> {
  const planned = await plan(ports, input);
  return await planned.run(signal ?? new AbortController().signal, () => undefined);
}

describe('delegating', () => {
  test('answers with the agent’s last words, from a session of its own', async () => {
    let given: ThreadWork | undefined;
    const { ports, threads } = setting(async function* (work) {
      given = work;
      yield says('Looking…');
      yield* calls('run npm test');
      yield says('All 12 tests pass.');
      yield COMPLETE;
    });
    const outcome = await delegate(ports, { agent: 'tester', task: 'Run the tests.\nReport.' });
    expect(outcome).toEqual({ text: 'All 12 tests pass.', isError: false, origin: 'assistant', summary: '1 step' });
    expect(given?.header).toMatchObject({
      agent: 'tester',
      parentSession: 'ses_parent',
      title: 'tester: Run the tests.',
    });
    expect(given?.header.session).not.toBe('ses_parent');
    expect(threads.list()).toMatchObject([
      { agent: 'tester', call: 'call_1', state: 'done', doing: 'run npm test', steps: 1, parentSession: 'ses_parent' },
    ]);
  });

  test('says before it does: who, and what', async () => {
    const { ports } = setting(async function* () {
      yield COMPLETE;
    });
    const planned = await plan(ports, { agent: 'reviewer', task: 'Read the change.' });
    expect(planned).toMatchObject({ title: 'reviewer: Read the change.', effect: 'delegate', changes: false });
  });

  test.each([
    [{ agent: 'plumber', task: 'x' }, 'There is no agent plumber. Choose one of: tester, reviewer.'],
    [{ agent: 'tester' }, 'Say in "task" what the agent is to do.'],
    [{ agent: 'tester', task: 'x'.repeat(8_001) }, 'A task has at most 8000 characters; point to files instead.'],
  ])('%j makes no sense and is told', async (input, message) => {
    const { ports } = setting(async function* () {});
    const planned = await delegateTool(ports).plan({ ...input }, context('c'), new AbortController().signal);
    expect(planned).toEqual({ kind: 'invalid', message });
  });

  test('to an agent that the person does not allow does nothing', async () => {
    const { ports, threads } = setting(async function* () {});
    const outcome = await delegate({ ...ports, agrees: async () => false }, { agent: 'tester', task: 'x' });
    expect(outcome).toMatchObject({ isError: true, summary: 'not allowed' });
    expect(threads.list()).toEqual([]);
  });

  test('keeps a bound on how many work at once; the others wait', async () => {
    let running = 0;
    let most = 0;
    const { ports, seen } = setting(async function* () {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      yield says('done');
      running -= 1;
      yield COMPLETE;
    }, 2);
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => delegate(ports, { agent: 'tester', task: 'x' })));
    expect(outcomes.every(({ isError }) => !isError)).toBe(true);
    expect(most).toBe(2);
    expect(seen.filter(({ state }) => state === 'waiting')).toHaveLength(5);
  });

  test.each([
    ['fails', { kind: 'overloaded', detail: 'busy' }, 'failed', 'It failed: busy\nIts last words were:\nHalf.'],
    ['is stopped', { kind: 'cancelled' }, 'stopped', 'It was stopped.\nIts last words were:\nHalf.'],
  ] as const)('hands back what there is when the agent %s', async (_, error, state, text) => {
    const { ports, threads } = setting(async function* () {
      yield says('Half.');
      yield { kind: 'ended', end: { kind: 'failed', error } };
    });
    expect(await delegate(ports, { agent: 'tester', task: 'x' })).toMatchObject({
      isError: true,
      summary: state,
      text,
    });
    expect(threads.list()[0]?.state).toBe(state);
  });

  test('without a report counts as failed', async () => {
    const { ports } = setting(async function* () {
      yield COMPLETE;
    });
    expect(await delegate(ports, { agent: 'tester', task: 'x' })).toMatchObject({ text: 'It ended without a report.' });
  });
});

describe('a thread', () => {
  test('can be stopped alone, and with the turn that began it', async () => {
    const waits = async function* (_: ThreadWork, signal: AbortSignal): AsyncGenerator<TurnEvent> {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      yield { kind: 'ended', end: { kind: 'failed', error: { kind: 'cancelled' } } };
    };
    const alone = setting(waits);
    const running = delegate(alone.ports, { agent: 'tester', task: 'x' });
    await expect.poll(() => alone.threads.list()[0]?.state).toBe('running');
    alone.threads.stop(alone.threads.list()[0]?.session ?? '');
    expect((await running).summary).toBe('stopped');

    const stop = new AbortController();
    const whole = setting(waits, 1);
    const both = [1, 2].map(() => delegate(whole.ports, { agent: 'tester', task: 'x' }, stop.signal));
    await expect.poll(() => whole.threads.list().map(({ state }) => state)).toEqual(['running', 'waiting']);
    stop.abort();
    expect((await Promise.all(both)).map(({ summary }) => summary)).toEqual(['stopped', 'stopped']);
  });

  test('hears what the person writes to it, once, while it works', async () => {
    const heard: string[] = [];
    const { ports, threads } = setting(async function* (work) {
      const { session } = work.header;
      expect(threads.steer(session, 'only the unit tests')).toBe(true);
      heard.push(...work.takeMessages(), ...work.takeMessages());
      yield says('ok');
      yield COMPLETE;
    });
    await delegate(ports, { agent: 'tester', task: 'x' });
    expect(heard).toEqual(['only the unit tests']);
    expect(threads.steer(threads.list()[0]?.session ?? '', 'too late')).toBe(false);
    expect(threads.steer('ses_other', 'nobody')).toBe(false);
  });

  test('can be followed', async () => {
    const followed: string[] = [];
    const { ports, threads } = setting(async function* (work) {
      const leave = threads.follow(work.header.session, ({ kind }) => followed.push(kind));
      yield says('ok');
      leave();
      yield COMPLETE;
    });
    await delegate(ports, { agent: 'tester', task: 'x' });
    expect(followed).toEqual(['recorded']);
  });

  test('holds the files that were named for it, until it ends', async () => {
    const { ports, claims, threads } = setting(async function* () {
      expect(claims.list()).toMatchObject([{ path: 'a.ts', agent: 'tester' }]);
      expect(threads.list()[0]?.claims).toEqual(['a.ts']);
      expect(await delegate(ports, { agent: 'reviewer', task: 'x', files: ['b.ts', './a.ts'] })).toMatchObject({
        isError: true,
        text: 'a.ts is being changed by tester; delegate this when it has ended.',
      });
      // Nothing stays taken for what did not begin.
      expect(claims.list()).toHaveLength(1);
      yield says('ok');
      yield COMPLETE;
    });
    await delegate(ports, { agent: 'tester', task: 'x', files: ['a.ts'] });
    expect(claims.list()).toEqual([]);
    expect(threads.list()).toHaveLength(1);
  });
});
