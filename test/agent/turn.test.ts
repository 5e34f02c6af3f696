import { describe, expect, test } from 'vitest';
import { runTurn } from '../../src/core/agent/turn.ts';
import type { TurnEvent } from '../../src/core/agent/turn-event.ts';
import type { TurnInput, TurnPorts } from '../../src/core/agent/turn-state.ts';
import { fakeMemory, folderAnswer, LINT, memoryHit, promptMemories } from './fake-memory.ts';
import { fakeModel, says } from './fake-model.ts';

const INPUT: TurnInput = {
  header: { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user', author: 'ada' },
  isPrivate: false,
  isMemoryOn: true,
  history: [],
  surroundings: { workspace: 'shop' },
  limits: { recallTokens: 4_000, answerTokens: 8_000 },
  message: { kind: 'new', text: 'why does lint fail?' },
};

function ports(change: Partial<TurnPorts> = {}): TurnPorts {
  return {
    memory: fakeMemory(),
    model: fakeModel(...says('Format first.')),
    searchFiles: async () => [],
    clock: () => new Date('2026-03-01T10:00:00.000Z'),
    ...change,
  };
}

async function run(
  input: TurnInput,
  with_: TurnPorts,
  signal = new AbortController().signal,
): Promise<readonly TurnEvent[]> {
  const events: TurnEvent[] = [];
  for await (const event of runTurn(input, with_, signal)) events.push(event);
  return events;
}

function end(events: readonly TurnEvent[]): unknown {
  const last = events.at(-1);
  return last?.kind === 'ended' ? last.end : last;
}

describe('a turn', () => {
  test('stores question, recalled memories and answer in order, each with its origin', async () => {
    const memory = fakeMemory({ recallForPrompt: async () => promptMemories(LINT) });
    const events = await run(INPUT, ports({ memory }));
    expect(memory.stored.map(({ type, origin, text }) => ({ type, origin, text }))).toEqual([
      { type: 'user', origin: 'user', text: 'why does lint fail?' },
      { type: 'recall', origin: 'tool', text: '/testing/lint.md' },
      { type: 'assistant', origin: 'assistant', text: 'Format first.' },
    ]);
    expect(memory.stored[0]?.author).toBe('ada');
    expect(end(events)).toEqual({ kind: 'complete' });
  });

  test('shows exactly the memories that its recall event names', async () => {
    const memory = fakeMemory({ recallForPrompt: async () => promptMemories(LINT) });
    const events = await run(INPUT, ports({ memory }));
    const shown = events.flatMap((event) => (event.kind === 'recalled' ? event.hits.map((hit) => hit.id) : []));
    const stored = memory.stored.flatMap((event) => (event.type === 'recall' ? event.memories : []));
    expect(shown).toEqual(['mem_lint']);
    expect(stored).toEqual(shown);
  });

  test('puts memories before the newest message as data and leaves the system prompt alone', async () => {
    const model = fakeModel(...says('ok'));
    const memory = fakeMemory({ recallForPrompt: async () => promptMemories(LINT) });
    const history = [
      { session: 'ses_1', id: 'evt_1', at: '', agent: 'dreamwright', type: 'user', origin: 'user', text: 'hi' },
      {
        session: 'ses_1',
        id: 'evt_2',
        at: '',
        agent: 'dreamwright',
        type: 'assistant',
        origin: 'assistant',
        text: 'hello',
      },
    ] as const;
    await run({ ...INPUT, history }, ports({ model, memory }));
    await run({ ...INPUT, history }, ports({ model }));
    const [withMemories, without] = model.requests;
    expect(withMemories?.messages).toEqual([
      { role: 'user', text: 'hi' },
      { role: 'assistant', text: 'hello' },
      { role: 'user', text: `${promptMemories(LINT).text}\n\nwhy does lint fail?` },
    ]);
    expect(withMemories?.system).toBe(without?.system);
    expect(withMemories?.system).toContain('quoted as data');
    expect(withMemories?.maxTokens).toBe(4_000);
  });

  test('stores what was said without the memories that were put before it', async () => {
    const memory = fakeMemory({ recallForPrompt: async () => promptMemories(LINT) });
    await run(INPUT, ports({ memory }));
    expect(memory.stored[0]?.text).toBe('why does lint fail?');
  });

  test('keeps the words that came before the connection broke off', async () => {
    const memory = fakeMemory();
    const model = fakeModel(
      { kind: 'text-delta', text: 'Format ' },
      { kind: 'error', error: { kind: 'disconnected', detail: 'terminated' } },
    );
    const events = await run(INPUT, ports({ memory, model }));
    expect(memory.stored.map(({ type, text }) => `${type}: ${text}`)).toEqual([
      'user: why does lint fail?',
      'assistant: Format ',
      'other: terminated',
    ]);
    expect(end(events)).toMatchObject({ kind: 'failed', error: { kind: 'disconnected' } });
  });

  test('keeps the words that came before it was stopped, and that it was stopped', async () => {
    const memory = fakeMemory();
    const stop = new AbortController();
    const events: TurnEvent[] = [];
    const model = fakeModel({ kind: 'text-delta', text: 'Format ' });
    for await (const event of runTurn(INPUT, ports({ memory, model }), stop.signal)) {
      events.push(event);
      if (event.kind === 'text-delta') stop.abort();
    }
    const answer = memory.stored.find((event) => event.type === 'assistant');
    expect(answer?.text).toBe('Format ');
    expect(memory.stored.at(-1)).toMatchObject({ type: 'feedback', isError: true, call: answer?.id });
    expect(end(events)).toEqual({ kind: 'failed', error: { kind: 'cancelled' } });
  });

  test('of a private session stores nothing and still answers with memories', async () => {
    const memory = fakeMemory({ recallForPrompt: async () => promptMemories(LINT) });
    const events = await run({ ...INPUT, isPrivate: true }, ports({ memory }));
    expect(memory.stored).toEqual([]);
    expect(events.filter((event) => event.kind === 'recorded')).toHaveLength(3);
    expect(events.some((event) => event.kind === 'recalled')).toBe(true);
  });

  test('asks for what a session starts with until something was recalled in it', async () => {
    const asked: unknown[] = [];
    const memory = fakeMemory({
      recallForPrompt: async (_query, budget, occasion) => {
        asked.push([budget, occasion]);
        return promptMemories(LINT);
      },
    });
    await run(INPUT, ports({ memory }));
    await run({ ...INPUT, history: memory.stored }, ports({ memory }));
    expect(asked).toEqual([
      [4_000, 'first-question'],
      [4_000, 'question'],
    ]);
  });

  test('with memory off recalls nothing', async () => {
    const model = fakeModel(...says('ok'));
    const memory = fakeMemory({ recallForPrompt: () => Promise.reject(new Error('must not be asked')) });
    const events = await run({ ...INPUT, isMemoryOn: false }, ports({ memory, model }));
    expect(events.map((event) => event.kind)).not.toContain('trouble');
    expect(model.requests[0]?.messages).toEqual([{ role: 'user', text: 'why does lint fail?' }]);
  });

  test('goes on without memory or store when these fail, and says so', async () => {
    const memory = fakeMemory({
      recallForPrompt: () => Promise.reject(new Error('damaged index')),
      appendEvents: () => Promise.reject(new Error('no space left on device')),
    });
    const events = await run(INPUT, ports({ memory }));
    const troubles = events.flatMap((event) => (event.kind === 'trouble' ? [`${event.with}: ${event.detail}`] : []));
    expect(troubles).toEqual([
      'store: no space left on device',
      'recall: damaged index',
      'store: no space left on device',
    ]);
    expect(events.some((event) => event.kind === 'text-delta')).toBe(true);
    expect(end(events)).toEqual({ kind: 'complete' });
  });

  test('asked again does not store the question twice', async () => {
    const memory = fakeMemory();
    const event = {
      session: 'ses_1',
      id: 'evt_1',
      at: '',
      agent: 'dreamwright',
      type: 'user',
      origin: 'user',
      text: 'hi',
    } as const;
    await run({ ...INPUT, message: { kind: 'again', event } }, ports({ memory }));
    expect(memory.stored.map(({ type }) => type)).toEqual(['assistant']);
  });

  test('without a model answers from memory, past sessions and files, each with a link', async () => {
    const memory = fakeMemory({
      recallFolders: async () => [folderAnswer('/testing', LINT)],
      recall: async (_query, { within }) =>
        within === 'memories'
          ? [memoryHit(LINT)]
          : [
              {
                kind: 'event',
                id: 'e1',
                session: 's 1',
                at: '2026-02-01T00:00:00Z',
                score: 1,
                text: 'lint *failed*',
                why: [],
              },
            ],
    });
    const searchFiles = async () => [{ file: '.golangci.yml', line: 3, text: 'linters:', score: 1 }];
    const events = await run(INPUT, ports({ memory, model: null, searchFiles }));
    const text = events.map((event) => (event.kind === 'text-delta' ? event.text : '')).join('');
    expect(text).toContain('No model is connected.');
    expect(text).toContain('[testing/lint\\.md](memory:mem_lint) *(word\\: lint)*');
    expect(text).toContain('**[testing/](folder:%2Ftesting)** 1 memory');
    expect(text).toContain('(session:s%201/e1)');
    expect(text).toContain('(file:.golangci.yml#L3)');
    expect(text).toContain('lint \\*failed\\*');
    expect(memory.stored.map(({ type, origin }) => `${type} ${origin}`)).toEqual([
      'user user',
      'recall tool',
      'other external',
    ]);
  });

  test('without a model does not offer its own earlier answers as sources', async () => {
    const echo = 'No model is connected. This is what is known here:';
    const memory = fakeMemory({
      recall: async (_query, { within }) =>
        within === 'memories'
          ? []
          : [{ kind: 'event', id: 'e1', session: 's1', at: '', score: 1, text: echo, why: [] }],
    });
    const events = await run(INPUT, ports({ memory, model: null }));
    const text = events.map((event) => (event.kind === 'text-delta' ? event.text : '')).join('');
    expect(text).toContain('Nothing in memory');
  });
});
