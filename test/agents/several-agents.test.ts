import { describe, expect, onTestFinished, test } from 'vitest';
import type { Model, ModelEvent, ModelRequest } from '../../src/core/agent/model.ts';
import { createKeptOutputs } from '../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../src/core/agent/tools/read-marks.ts';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import { runTurn } from '../../src/core/agent/turn.ts';
import type { TurnEvent } from '../../src/core/agent/turn-event.ts';
import type { AgentTools } from '../../src/core/agent/turn-state.ts';
import { createClaims } from '../../src/core/agents/claims.ts';
import { delegateTool } from '../../src/core/agents/delegate.ts';
import { createSlots } from '../../src/core/agents/slots.ts';
import type { AgentTemplate } from '../../src/core/agents/template.ts';
import { threadOfCall } from '../../src/core/agents/thread-of-call.ts';
import { threadWork } from '../../src/core/agents/thread-work.ts';
import { createThreads } from '../../src/core/agents/threads.ts';
import { temporaryWorkspace } from '../agent/temporary-workspace.ts';
import { openTemporary } from '../service/open-temporary.ts';

type Answer = (request: ModelRequest) => readonly ModelEvent[];

/** A model that answers by the role that its prompt gives it; the others are the session's own agent. */
function modelOf(answers: Readonly<Record<string, Answer>>): Model & { readonly requests: ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    ...{ id: 'fake:model', name: 'Fake', contextTokens: 100_000, maxAnswerTokens: 4_000, requests },
    async *stream(request) {
      requests.push(request);
      const role = /Your role is "([\w-]+)"/u.exec(request.system)?.[1] ?? 'main';
      yield* answers[role]?.(request) ?? [];
      yield { kind: 'end', reason: 'complete' };
    },
  };
}

const say = (text: string): ModelEvent => ({ kind: 'text-delta', text });
const call = (id: string, tool: string, input: ModelEvent extends { input: infer I } ? I : object): ModelEvent => ({
  ...{ kind: 'tool-call', call: id, tool },
  input: { ...input },
});
/** Results of the calls so far, in order. */
const results = (request: ModelRequest): readonly string[] =>
  request.messages.flatMap(({ results: of = [] }) => of.map(({ text }) => text));

function template(name: string, change: Partial<AgentTemplate> = {}): AgentTemplate {
  return {
    ...{ name, description: `Does ${name}.`, instructions: `Be ${name}.`, tools: null, withoutTools: [], limits: [] },
    ...{ isReadOnly: false, model: null, memory: 'shared', source: { kind: 'built-in' }, hash: name },
    ...change,
  };
}

async function setting(model: Model, roster: readonly AgentTemplate[]) {
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  const clock = () => {
    now += 1_000;
    return new Date(now);
  };
  const { dreamwright } = await openTemporary(clock);
  const workspace = temporaryWorkspace({ 'a.ts': 'one\n', 'b.ts': 'two\n' });
  onTestFinished(() => workspace.remove());
  const own: AgentTools = {
    ...{ tools: TOOLS, workspace, memory: dreamwright, gate: { sensitivity: 'balanced' }, askPerson: async () => null },
    ...{ permit: async () => ({ kind: 'allowed' }), permissions: () => ({ rules: [], mode: 'normal' }) },
    ...{ reads: createReadMarks(), outputs: createKeptOutputs() },
  };
  const claims = createClaims();
  const threads = createThreads(claims);
  const base = { memory: dreamwright, searchFiles: async () => [], clock };
  const surroundings = { workspace: 'shop', folder: workspace.root };
  const limits = { recallTokens: 4_000, answerTokens: 4_000 };
  const work = threadWork({
    input: { surroundings, limits, isMemoryOn: true },
    ports: base,
    agent: () => own,
    model: async () => model,
    claims,
  });
  const slots = createSlots(4);
  const delegate = delegateTool({ roster, agrees: async () => true, work, threads, claims, slots, clock });
  const header = { session: 'ses_main', agent: 'dreamwright', format: 'dreamwright', trust: 'user' } as const;
  const run = async (): Promise<readonly TurnEvent[]> => {
    const events: TurnEvent[] = [];
    const input = { header, isPrivate: false, isMemoryOn: true, history: [], surroundings, limits };
    const message = { kind: 'new', text: 'Do both.' } as const;
    const ports = { ...base, model, agent: { ...own, tools: [...TOOLS, delegate] } };
    for await (const event of runTurn({ ...input, message }, ports, new AbortController().signal)) events.push(event);
    return events;
  };
  const letAnHourPass = (): void => {
    now += 3_600_000;
  };
  return { dreamwright, workspace, threads, claims, run, letAnHourPass };
}

const MAIN: Answer = (request) =>
  results(request).length > 0
    ? [say('Both are done.')]
    : [
        call('d1', 'delegate', { agent: 'implementer', task: 'Change a.ts.' }),
        call('d2', 'delegate', { agent: 'tester', task: 'Change a.ts too, and b.ts.' }),
      ];

const edit = (id: string, path: string, from: string, to: string): ModelEvent =>
  call(id, 'edit_file', { path, edits: [{ old_text: from, new_text: to }] });

describe('several agents', () => {
  test('each have a session and a context of their own, and work side by side in one workspace', async () => {
    const model = modelOf({
      main: MAIN,
      implementer: (request) =>
        [[call('i1', 'read_file', { path: 'a.ts' })], [edit('i2', 'a.ts', 'one', 'uno')], [say('a.ts is changed.')]][
          results(request).length
        ] ?? [],
      tester: (request) =>
        [[call('t1', 'read_file', { path: 'b.ts' })], [edit('t2', 'b.ts', 'two', 'due')], [say('b.ts is changed.')]][
          results(request).length
        ] ?? [],
    });
    const { dreamwright, workspace, threads, claims, run } = await setting(model, [
      template('implementer'),
      template('tester'),
    ]);
    await run();
    expect([workspace.read('a.ts'), workspace.read('b.ts')]).toEqual(['uno\n', 'due\n']);
    expect(threads.list()).toMatchObject([
      { agent: 'implementer', state: 'done', steps: 2, call: 'd1' },
      { agent: 'tester', state: 'done', steps: 2, call: 'd2' },
    ]);
    expect(claims.list()).toEqual([]);
    const sessions = await dreamwright.sessions();
    expect(sessions.map(({ agent, parentSession }) => [agent, parentSession])).toEqual([
      ['dreamwright', undefined],
      ['implementer', 'ses_main'],
      ['tester', 'ses_main'],
    ]);
    const made = (await dreamwright.transcript('ses_main')).filter((event) => event.type === 'tool_call');
    expect(made.map((event) => threadOfCall(event, sessions))).toEqual(threads.list().map(({ session }) => session));
    // The report is all that comes back; the task is all that went out.
    const last = model.requests.at(-1);
    expect(last === undefined ? [] : results(last)).toEqual(['a.ts is changed.', 'b.ts is changed.']);
    const first = model.requests.find(({ system }) => system.includes('Your role is "tester"'));
    expect(first?.messages).toEqual([{ role: 'user', text: 'Change a.ts too, and b.ts.' }]);
    expect(first?.tools?.map(({ name }) => name)).not.toContain('delegate');
  });

  test('go on by themselves where their provider fails in mid-work, and report as one', async () => {
    let asked = 0;
    const lost: ModelEvent = { kind: 'error', error: { kind: 'disconnected', detail: 'terminated' } };
    const model = modelOf({
      main: (request) =>
        results(request).length > 0 ? [say('Done.')] : [call('d1', 'delegate', { agent: 'tester', task: 'Look.' })],
      tester: (request) => {
        asked += 1;
        if (results(request).length === 0) return [call('t1', 'read_file', { path: 'b.ts' })];
        return asked === 2 ? [say('It is '), lost] : [say('here.')];
      },
    });
    const { threads, run } = await setting(model, [template('tester')]);
    await run();
    expect(threads.list()).toMatchObject([{ state: 'done', steps: 1 }]);
    const last = model.requests.at(-1);
    expect(last === undefined ? [] : results(last)).toEqual(['It is here.']);
  });

  test('do not change the same file: the second is held off, and a dream can tell', async () => {
    let release: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => {
      release = resolve;
    });
    const model = modelOf({
      main: MAIN,
      implementer: (request) =>
        [
          [call('i1', 'read_file', { path: 'a.ts' })],
          [edit('i2', 'a.ts', 'one', 'uno')],
          [call('i3', 'run_command', { command: 'true' })],
          [say('Done.')],
        ][results(request).length] ?? [],
      tester: (request) =>
        [
          [call('t1', 'read_file', { path: 'a.ts' })],
          [edit('t2', 'a.ts', 'uno', 'eins')],
          [say(`I could not: ${results(request)[1]}`)],
        ][results(request).length] ?? [],
    });
    const { dreamwright, workspace, threads, run, letAnHourPass } = await setting(
      {
        ...model,
        async *stream(request, signal) {
          const isTester = request.system.includes('"tester"');
          const isImplementer = request.system.includes('"implementer"');
          // The tester reads when the other has written; the other ends when the tester was held off.
          if (isTester && results(request).length === 0)
            await expect.poll(() => threads.list()[0]?.claims).toEqual(['a.ts']);
          if (isTester && results(request).length === 2) release();
          if (isImplementer && results(request).length === 3) await isHeld;
          yield* model.stream(request, signal);
        },
      },
      [template('implementer'), template('tester')],
    );
    const told = await run();
    expect(workspace.read('a.ts')).toBe('uno\n');
    const steps = told.flatMap((event) => (event.kind === 'tool-output' && event.call === 'd2' ? [event.text] : []));
    expect(steps.join('')).toContain('held off: a.ts was being changed by implementer');
    const tester = (await dreamwright.sessions()).find(({ agent }) => agent === 'tester');
    const events = await dreamwright.transcript(tester?.session ?? '');
    expect(events.find(({ type }) => type === 'other')).toMatchObject({
      ...{ subtype: 'edit-conflict', parentSession: 'ses_main', cwd: workspace.root },
      text: expect.stringMatching(/^a\.ts was being changed by implementer \(ses_/u),
    });
    expect(events.at(-1)?.text).toContain('a.ts is being changed by implementer.');
    letAnHourPass();
    const dream = await dreamwright.dream({
      ...{ engine: 'local', trigger: 'command', dryRun: true, sensitivity: 'balanced' },
    });
    const found = dream.kind === 'ended' ? dream.findings.filter(({ kind }) => kind === 'multi-agent') : [];
    expect(found.map(({ summary }) => summary)).toEqual([
      'implementer and tester wanted to change `a.ts` at the same time; one edit was held off',
    ]);
  });

  test('of which one may only look change nothing, whatever it tries', async () => {
    const model = modelOf({
      main: (request) =>
        results(request).length > 0
          ? [say('ok')]
          : [call('d1', 'delegate', { agent: 'explorer', task: 'Look at a.ts.' })],
      explorer: (request) =>
        [[call('e1', 'read_file', { path: 'a.ts' })], [edit('e2', 'a.ts', 'one', 'uno')], [say('I looked.')]][
          results(request).length
        ] ?? [],
    });
    const { workspace, run } = await setting(model, [template('explorer', { isReadOnly: true })]);
    await run();
    expect(workspace.read('a.ts')).toBe('one\n');
  });

  test('keep what they note for themselves where their template says so', async () => {
    const note = (path: string) => call(path, 'memory', { command: 'create', path, file_text: 'Ports differ here.' });
    const model = modelOf({
      main: (request) =>
        results(request).length > 0 ? [say('ok')] : [call('d1', 'delegate', { agent: 'tester', task: 'Note it.' })],
      tester: (request) =>
        [[note('/memories/ports.md')], [note('/memories/agents/tester/ports.md')], [say(results(request).join('\n'))]][
          results(request).length
        ] ?? [],
    });
    const { dreamwright, run } = await setting(model, [template('tester', { memory: 'own' })]);
    await run();
    const waiting = await dreamwright.items(['waiting']);
    expect(waiting.map(({ proposal }) => [proposal.path, proposal.changes[0]?.after?.scope])).toEqual([
      ['/agents/tester/ports.md', 'agent'],
    ]);
  });

  test('hear what the person writes to them while they work, and after', async () => {
    const model = modelOf({
      main: (request) =>
        results(request).length > 0 ? [say('ok')] : [call('d1', 'delegate', { agent: 'tester', task: 'Test.' })],
      tester: (request) =>
        results(request).length === 0
          ? [call('t1', 'read_file', { path: 'a.ts' })]
          : [say(`heard: ${request.messages.at(-1)?.text}`)],
    });
    const { dreamwright, threads, run } = await setting(model, [template('tester')]);
    let isTold = false;
    threads.onChange(({ session, doing }) => {
      if (doing === '' || isTold) return;
      isTold = true;
      threads.steer(session, 'only the unit tests');
    });
    await run();
    const tester = (await dreamwright.sessions()).find(({ agent }) => agent === 'tester');
    const events = await dreamwright.transcript(tester?.session ?? '');
    expect(events.filter(({ type }) => type === 'user').map(({ origin, text }) => `${origin}: ${text}`)).toEqual([
      'assistant: Test.',
      'user: only the unit tests',
    ]);
    expect(events.at(-1)?.text).toBe('heard: only the unit tests');
  });
});
