import { describe, expect, test, vi } from 'vitest';
import type { ModelEvent } from '../../../src/core/agent/model.ts';
import type { AgentTemplate } from '../../../src/core/agents/template.ts';
import type { ChatSession } from '../../../src/editor/chat/chat-session.ts';
import type { ToolPart } from '../../../src/protocol/chat-entry.ts';
import { says } from '../../agent/fake-model.ts';
import { answering, calls, chat, message, reopened, replace, scripted, toolsOf } from './a-chat-with-tools.ts';
import { anAgentDesk } from './an-agent-desk.ts';

describe('an edit', () => {
  const read = calls(['read', 'read_file', { path: 'a.txt' }]);
  const edit = calls(['edit', 'edit_file', replace('two', '2')]);

  test('waits with its diff in the card and in the editor, and is written once it is accepted', async () => {
    const waiting: ToolPart[] = [];
    const { session, workspace, tool, shownDiffs } = chat({
      model: scripted(read, edit),
      onWaiting: (part, of) => {
        waiting.push(part);
        answering('once')(part, of);
      },
    });
    await session.send(message);
    expect(waiting[0]?.ask).toMatchObject({ answers: ['once', 'all', 'session', 'always', 'deny'], dangers: [] });
    expect(waiting[0]?.detail).toMatch(/^--- a\.txt\n\+\+\+ a\.txt\n[\s\S]*-two\n\+2$/mu);
    expect(shownDiffs).toEqual(['edit']);
    expect(workspace.read('a.txt')).toBe('one\n2\n');
    expect(tool('edit')).toMatchObject({ state: 'done', ask: null, isUndoable: true });
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Done.', state: 'done' });
  });

  test('that is rejected is not written, and the model is told', async () => {
    const model = scripted(read, edit);
    const { session, workspace, tool, memory } = chat({ model, onWaiting: answering('deny') });
    await session.send(message);
    expect(workspace.read('a.txt')).toBe('one\ntwo\n');
    expect(tool('edit')).toMatchObject({ state: 'denied' });
    expect(memory.stored).toContainEqual(expect.objectContaining({ type: 'feedback', call: 'edit', isError: true }));
    expect(model.requests.at(-1)?.messages.at(-1)?.results?.[0]?.text).toContain('declined');
  });

  test('is written as the person left it in the diff', async () => {
    const { session, workspace } = chat({
      model: scripted(read, edit),
      onWaiting: answering('once'),
      leave: ({ after }) => after.replace('2', 'II'),
    });
    await session.send(message);
    expect(workspace.read('a.txt')).toBe('one\nII\n');
  });

  test('can be undone from its card, until its file has changed', async () => {
    const { session, workspace, tool } = chat({ model: scripted(read, edit), onWaiting: answering('once') });
    await session.send(message);
    await session.undoEdit('edit');
    expect(workspace.read('a.txt')).toBe('one\ntwo\n');
    expect(tool('edit')).toMatchObject({ isUndoable: false, summary: 'undone' });
    await session.undoEdit('edit');
    expect(session.state.entries.at(-1)).toMatchObject({ kind: 'notice' });
  });

  test('stays that of its session, also where the person went to another one before its answer ended', async () => {
    const second = calls(['second', 'edit_file', replace('one', '1')]);
    const { session, saved } = chat({
      model: scripted(read, edit, second),
      onWaiting: (part, of) => (part.call === 'edit' ? answering('once')(part, of) : of.startNew({ isPrivate: false })),
    });
    const sent = session.send(message);
    const { session: left } = session.state.status;
    await sent;
    expect(saved.get(left ?? '')).toMatchObject([{ call: 'edit', path: 'a.txt' }]);
    expect(saved.size).toBe(1);
  });

  test('is asked about once where all of an answer are accepted, and again in the next answer', async () => {
    const asked: string[] = [];
    const { session, workspace } = chat({
      model: scripted(
        read,
        calls(['first', 'edit_file', replace('two', '2')], ['second', 'edit_file', replace('one', '1')]),
        says('Done.'),
        calls(['third', 'edit_file', replace('1', 'I')]),
      ),
      onWaiting: (part, of) => {
        asked.push(part.call);
        answering('all')(part, of);
      },
    });
    await session.send(message);
    expect(workspace.read('a.txt')).toBe('1\n2\n');
    await session.send(message);
    expect(asked).toEqual(['first', 'third']);
  });
});

test('an edit that says what other programs run is asked about, though all are accepted always', async () => {
  const asked: ToolPart[] = [];
  const { session, workspace } = chat({
    model: scripted(
      calls(['first', 'create_file', { path: 'b.txt', text: 'b' }]),
      calls(['second', 'create_file', { path: 'c.txt', text: 'c' }]),
      calls(['third', 'create_file', { path: '.git/hooks/pre-commit', text: 'evil' }]),
    ),
    onWaiting: (part, of) => {
      asked.push(part);
      answering(part.call === 'first' ? 'always' : 'deny')(part, of);
    },
  });
  await session.send(message);
  expect(workspace.read('c.txt')).toBe('c');
  expect(workspace.read('.git/hooks/pre-commit')).toBeNull();
  expect(asked.map(({ call }) => call)).toEqual(['first', 'third']);
  expect(asked[1]?.ask).toMatchObject({
    answers: ['once', 'session', 'deny'],
    dangers: ['.git/hooks/pre-commit says what other programs run or allow.'],
  });
});

test('edits can be accepted for one folder always, and are asked about elsewhere', async () => {
  const asked: ToolPart[] = [];
  const { session, kept } = chat({
    model: scripted(
      calls(['first', 'create_file', { path: 'notes/b.txt', text: 'b' }]),
      calls(['second', 'create_file', { path: 'notes/old/c.txt', text: 'c' }]),
      calls(['third', 'create_file', { path: 'd.txt', text: 'd' }]),
    ),
    onWaiting: (part, of) => {
      asked.push(part);
      if (part.call === 'first') answering('always', 'notes/*')(part, of);
      else answering('deny')(part, of);
    },
  });
  await session.send(message);
  expect(asked.map(({ call }) => call)).toEqual(['first', 'third']);
  expect(asked[0]?.ask).toMatchObject({
    pattern: '*',
    choices: [
      { label: 'This file', pattern: 'notes/b.txt' },
      { label: 'This folder', pattern: 'notes/*' },
      { label: 'Every file', pattern: '*' },
    ],
  });
  expect(kept()).toEqual([{ tool: 'create_file', pattern: 'notes/*', answer: 'always' }]);
});

test('an answer for a pattern that can not be kept is asked again, saying why', async () => {
  const problemOf = (call: string, of: ChatSession) => {
    const ask = toolsOf(of).find((part) => part.call === call)?.ask;
    return ask?.kind === 'permission' ? ask.problem : null;
  };
  const person = async (part: ToolPart, of: ChatSession): Promise<void> => {
    for (const program of ['node', 'npm']) {
      answering('always', `${program} *`)(part, of);
      await vi.waitFor(() => expect(problemOf(part.call, of)).toBe(`"${program}" could run anything.`));
    }
    answering('always', 'echo one *')(part, of);
  };
  const { session, kept, tool } = chat({
    model: scripted(calls(['run', 'run_command', { command: 'echo one two' }])),
    onWaiting: (part, of) => void person(part, of),
  });
  await session.send(message);
  expect(kept()).toEqual([{ tool: 'run_command', pattern: 'echo one *', answer: 'always' }]);
  expect(tool('run')?.state).toBe('done');
});

describe('a command', () => {
  const run = (command: string) => calls(['run', 'run_command', { command }]);

  test('shows what it prints and how it ended', async () => {
    const { session, tool } = chat({ model: scripted(run('echo hello; exit 3')), onWaiting: answering('once') });
    await session.send(message);
    expect(tool('run')).toMatchObject({ state: 'failed', summary: 'exit 3' });
    expect(tool('run')?.detail).toContain('hello');
  });

  test('that is always allowed is not asked about again, and the answer can be revoked', async () => {
    const asked: string[] = [];
    const { session, kept } = chat({
      model: scripted(run('echo one'), says('Done.'), run('echo two')),
      onWaiting: (part, of) => {
        asked.push(part.title);
        answering('always')(part, of);
      },
    });
    await session.send(message);
    await session.send(message);
    expect(asked).toEqual(['run echo one']);
    expect(kept()).toEqual([{ tool: 'run_command', pattern: 'echo *', answer: 'always' }]);
  });

  test('that could run anything is kept as it stands and as nothing more', async () => {
    const asked: string[] = [];
    const { session, kept } = chat({
      model: scripted(
        calls(['first', 'run_command', { command: 'node -p 1' }]),
        calls(['again', 'run_command', { command: 'node -p 1' }]),
        calls(['other', 'run_command', { command: 'node -p 2' }]),
      ),
      onWaiting: (part, of) => {
        asked.push(part.title);
        answering('always')(part, of);
      },
    });
    await session.send(message);
    expect(asked).toEqual(['run node -p 1', 'run node -p 2']);
    expect(kept().map(({ pattern }) => pattern)).toEqual(['node -p 1', 'node -p 2']);
  });

  test('whose pattern would be too wide has no lasting answer', async () => {
    const asked: ToolPart[] = [];
    const { session } = chat({
      model: scripted(run('node *')),
      onWaiting: (part, of) => {
        asked.push(part);
        answering('deny')(part, of);
      },
    });
    await session.send(message);
    expect(asked[0]?.ask).toMatchObject({ answers: ['once', 'deny'], dangers: [] });
  });

  test("that can't be taken back has no lasting answer", async () => {
    const asked: ToolPart[] = [];
    const { session } = chat({
      model: scripted(run('rm -rf build')),
      onWaiting: (part, of) => {
        asked.push(part);
        answering('deny')(part, of);
      },
    });
    await session.send(message);
    expect(asked[0]?.ask).toMatchObject({
      answers: ['once', 'deny'],
      dangers: [expect.stringContaining('taken back')],
    });
  });

  test('is stopped from its card while the answer goes on', async () => {
    const { session, tool } = chat({
      model: scripted(run('echo begun; sleep 60')),
      onWaiting: (part, of) => {
        answering('once')(part, of);
        const stop = setInterval(() => {
          if (!toolsOf(of)[0]?.detail.includes('begun')) return;
          clearInterval(stop);
          of.tools?.stopCommands();
        }, 10);
      },
    });
    await session.send(message);
    expect(tool('run')).toMatchObject({ state: 'failed' });
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Done.', state: 'done' });
  });
});

test('what the person types while the agent works is read before its next step, and a new answer goes on below', async () => {
  const model = scripted(calls(['run', 'run_command', { command: 'true' }]), says('As you say.'));
  const { session } = chat({
    model,
    onWaiting: (part, of) => {
      void of.send({ text: 'and look at b.txt', attached: [], images: [] });
      expect(of.state.status.ahead).toEqual(['and look at b.txt']);
      answering('once')(part, of);
    },
  });
  await session.send(message);
  const asked = model.requests[1]?.messages.map(({ text = '' }) => text).join(' ');
  expect(asked).toContain('and look at b.txt');
  expect(model.requests).toHaveLength(2);
  expect(session.state.entries).toMatchObject([
    { kind: 'user' },
    { kind: 'answer', state: 'done', parts: [{ call: 'run', state: 'done' }] },
    { kind: 'user', text: 'and look at b.txt' },
    { kind: 'answer', state: 'done', markdown: 'As you say.' },
  ]);
  expect(session.state.status.ahead).toEqual([]);
});

test('a question of the agent is answered in its card', async () => {
  const model = scripted(calls(['ask', 'ask_person', { question: 'Which one?', options: ['left', 'right'] }]));
  const { session, tool } = chat({
    model,
    onWaiting: ({ call, ask }, of) => {
      expect(ask).toEqual({ kind: 'question', question: 'Which one?', options: ['left', 'right'] });
      of.tools?.answer(call, { kind: 'question', text: 'left' });
    },
  });
  await session.send(message);
  expect(model.requests[1]?.messages.at(-1)?.results?.[0]?.text).toBe('left');
  expect(tool('ask')).toMatchObject({ state: 'done', summary: 'answered' });
});

test('in plan mode nothing is changed and nobody is asked', async () => {
  const { session, tool } = chat({ model: scripted(calls(['run', 'run_command', { command: 'echo hi' }])) });
  session.choose({ mode: 'plan' });
  await session.send(message);
  expect(tool('run')).toMatchObject({ state: 'denied' });
});

test('a session shows its cards again when it is opened later', async () => {
  const open = chat({
    model: scripted(
      [{ kind: 'text-delta', text: 'I look.' }, ...calls(['read', 'read_file', { path: 'a.txt' }])],
      calls(['run', 'run_command', { command: 'exit 1' }]),
    ),
    onWaiting: answering('deny'),
  });
  const { session } = open;
  await session.send(message);
  const later = await reopened(open.memory);
  expect(later.state.entries.map(({ kind }) => kind)).toEqual(['user', 'answer']);
  const [, first] = session.state.entries;
  const [, second] = later.state.entries;
  const shape = (entry: typeof first) =>
    entry?.kind === 'answer' &&
    entry.parts.map((part) => (part.kind === 'text' ? part.markdown : [part.title, part.effect, part.state]));
  expect(shape(second)).toEqual(shape(first));
  expect(second?.id).toBe(first?.id);
});

describe('a goal in the chat', () => {
  const markdown = (session: ChatSession): readonly string[] =>
    session.state.entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.markdown] : []));

  test('is worked on, its commands are asked for and run, and what was found stands below', async () => {
    const model = scripted(says('It is so.'));
    const { session, memory, tool, outcomes } = chat({ model, onWaiting: answering('once') });
    await session.send({ text: '/goal It holds\n\n- `true` passes', attached: [], images: [] });
    expect(outcomes).toEqual([session.state.status.session]);
    expect(markdown(session)).toEqual([
      'It is so.',
      '',
      '**It holds**: satisfied, round 1 of 3\n\n- met: `true` passes',
    ]);
    const call = memory.stored.find((event) => event.type === 'tool_call');
    expect(tool(call?.type === 'tool_call' ? call.call : '')).toMatchObject({ title: 'run true', summary: 'exit 0' });
    expect(memory.stored.at(-1)).toMatchObject({ type: 'outcome', goal: { result: 'satisfied', title: 'It holds' } });
  });

  test('that is not met goes back to the agent with the reason', async () => {
    const model = scripted(says('It is so.'), says('Still.'));
    const { session, memory } = chat({ model, onWaiting: answering('deny') });
    await session.send({ text: '/goal ---\nrounds: 2\n---\n- `true` passes', attached: [], images: [] });
    expect(memory.stored.flatMap((event) => (event.type === 'outcome' ? [event.goal?.result] : []))).toEqual([
      'needs_revision',
      'max_iterations_reached',
    ]);
    expect(model.requests[1]?.messages.at(-1)?.text).toContain('- not met: `true` passes');
  });

  test('comes from a Markdown file, whose words are not the person’s', async () => {
    const { session, memory, workspace } = chat({ model: scripted(says('ok')), onWaiting: answering('once') });
    workspace.write('goal.md', '# From a file\n\n- `true` passes\n');
    await session.send({ text: '/goal goal.md', attached: [], images: [] });
    expect(memory.stored[0]).toMatchObject({
      type: 'user',
      origin: 'tool',
      text: expect.stringContaining('From a file'),
    });
    expect(memory.stored.at(-1)).toMatchObject({ type: 'outcome', goal: { title: 'From a file' } });
  });

  test('that says nothing is told how to state one', async () => {
    const { session } = chat({ model: scripted(says('ok')) });
    await session.send({ text: '/goal', attached: [], images: [] });
    expect(markdown(session)[0]).toContain('Write after /goal what must be true');
  });
});

describe('an agent that another one called', () => {
  const helper: AgentTemplate = {
    ...{ name: 'helper', description: 'Helps.', instructions: 'Help.', tools: null, withoutTools: [], limits: [] },
    ...{ isReadOnly: false, model: null, memory: 'shared', source: { kind: 'built-in' }, hash: 'h' },
  };
  const delegate = calls(['d', 'delegate', { agent: 'helper', task: 'Run it.' }]);

  test('asks the person beside the chat, and its card shows what it does and its report', async () => {
    const asked: string[] = [];
    const desk = anAgentDesk([helper], {
      ask: async ({ agent, doing }) => {
        asked.push(`${agent}: ${doing}`);
        return { kind: 'permission', answer: 'once' };
      },
    });
    const model = scripted(
      delegate,
      calls(['r', 'run_command', { command: 'echo hi' }]),
      says('It said hi.'),
      says('All done.'),
    );
    const { session, tool } = chat({ model, desk });
    await session.send({ text: 'have it run', attached: [], images: [] });
    expect(asked).toEqual(['helper: run echo hi']);
    expect(tool('d')).toMatchObject({ effect: 'delegate', state: 'done', summary: '1 step', detail: 'It said hi.' });
    expect(desk.threads.list()).toMatchObject([{ agent: 'helper', state: 'done', call: 'd' }]);
    expect(desk.claims.list()).toEqual([]);
  });

  test('edits on behalf of the message that called it: taken, counted, and restored with it', async () => {
    const desk = anAgentDesk([helper], { ask: async () => ({ kind: 'permission', answer: 'once' }) });
    const usage: ModelEvent = { kind: 'usage', inputTokens: 1_000, outputTokens: 0 };
    const model = scripted(
      delegate,
      [usage, ...calls(['read', 'read_file', { path: 'a.txt' }])],
      calls(['edit', 'edit_file', replace('two', '2')]),
      says('Changed.'),
      says('All done.'),
    );
    const summaries: string[] = [];
    const { session, memory, workspace } = chat({
      ...{ model, desk },
      price: { input: 4_000, output: 0, cacheWrite: 0, cacheRead: 0 },
      onSummary: (summary) => summaries.push(summary),
    });
    await session.send({ text: 'have it changed', attached: [], images: [] });
    expect(workspace.read('a.txt')).toBe('one\n2\n');
    expect(summaries).toContain('2 steps · changes a.txt');
    expect(session.state.status.costUsd).toBe(4);
    const [thread] = desk.threads.list();
    expect(thread).toMatchObject({ state: 'done', claims: [] });
    expect(memory.stored).toContainEqual(
      expect.objectContaining({ type: 'feedback', session: thread?.session, call: 'edit', text: 'Accepted the edit.' }),
    );
    await session.restore(session.state.entries[0]?.id ?? '');
    expect(workspace.read('a.txt')).toBe('one\ntwo\n');
  });

  test('works with the model that its template names', async () => {
    const model = scripted(delegate, says('All done.'));
    const small = scripted(says('Ran it.'));
    const desk = anAgentDesk([{ ...helper, model: 'small' }]);
    const { session, memory } = chat({ model, desk, findModel: async (name) => (name === 'small' ? small : null) });
    await session.send({ text: 'have it run', attached: [], images: [] });
    expect(small.requests).toHaveLength(1);
    expect(model.requests).toHaveLength(2);
    expect(memory.noted).toHaveLength(3);
  });

  test('is shown at work when its session is opened, is stopped by its card, and the chat goes on', async () => {
    const desk = anAgentDesk([helper], { ask: () => new Promise(() => undefined) });
    const model = scripted(delegate, calls(['r', 'run_command', { command: 'echo hi' }]), says('I go on alone.'));
    const { session, tool, memory } = chat({ model, desk });
    const sent = session.send({ text: 'have it run', attached: [], images: [] });
    await expect.poll(() => desk.threads.list()[0]?.doing).toBe('run echo hi');
    const thread = desk.threads.list()[0]?.session ?? '';
    const events = memory.stored.filter((event) => event.session === thread);
    const opened = await reopened({ stored: events }, { desk });
    expect(opened.state.entries.at(-1)).toMatchObject({ kind: 'answer', state: 'streaming', problem: null });
    expect(desk.stopCall('d')).toBe(true);
    await sent;
    expect(tool('d')).toMatchObject({ state: 'failed', summary: 'stopped' });
    expect(session.state.entries.at(-1)).toMatchObject({ state: 'done', markdown: 'I go on alone.' });
  });
});

test('an edit that a person takes, and takes back, is kept as what they think of it', async () => {
  const model = scripted(
    calls(['read', 'read_file', { path: 'a.txt' }]),
    calls(['edit', 'edit_file', replace('two', '2')]),
    says('done'),
  );
  const { session, memory } = chat({ model, onWaiting: answering('once') });
  await session.send({ text: 'change it', attached: [], images: [] });
  await session.undoEdit('edit');
  const judged = memory.stored.flatMap((event) => (event.type === 'feedback' ? [[event.call, event.text]] : []));
  expect(judged).toEqual([
    ['edit', 'Accepted the edit.'],
    ['edit', 'Took the edit back.'],
  ]);
});
