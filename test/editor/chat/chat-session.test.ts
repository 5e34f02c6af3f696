import { describe, expect, test } from 'vitest';
import type { Model, ModelError, ModelEvent } from '../../../src/core/agent/model.ts';
import type { SessionHeader } from '../../../src/core/store.ts';
import { ChatSession } from '../../../src/editor/chat/chat-session.ts';
import type { ChatSessionParts } from '../../../src/editor/chat/chat-session-parts.ts';
import type { SentMessage } from '../../../src/editor/chat/sent-message.ts';
import { type ChatState, type ChatUpdate, updateChat } from '../../../src/protocol/chat-state.ts';
import { type FakeMemory, fakeMemory, LINT, promptMemories } from '../../agent/fake-memory.ts';
import { fakeModel, says, scriptedModel } from '../../agent/fake-model.ts';
import { sessionParts } from './session-parts.ts';

const OVERLOADED: ModelError = { kind: 'overloaded', detail: 'busy' };

interface Chat {
  readonly session: ChatSession;
  /** What a webview that listened from the start shows. */
  readonly shown: () => ChatState;
}

function chat(memory: FakeMemory, model: Model | null, change: Partial<ChatSessionParts> = {}): Chat {
  const updates: ChatUpdate[] = [];
  const session = new ChatSession(
    sessionParts(memory, { currentModel: () => model, onUpdate: (update) => updates.push(update), ...change }),
  );
  const start = session.state;
  return { session, shown: () => updates.reduce(updateChat, start) };
}

/** A message with nothing beside it. */
function words(text: string): SentMessage {
  return { text, attached: [], images: [] };
}

/** The memory with the one session that was stored in it. */
function withStored(memory: FakeMemory): FakeMemory {
  const id = memory.stored[0]?.session ?? '';
  return {
    ...memory,
    sessions: async () => [
      {
        session: id,
        agent: 'dreamwright',
        format: 'dreamwright',
        title: 'why?',
        started: '',
        ended: '',
        events: memory.stored.length,
        digested: 0,
        trust: 'user',
      },
    ],
  };
}

describe('a chat', () => {
  test('shows by its small updates what its snapshot shows', async () => {
    const { session, shown } = chat(fakeMemory(), fakeModel(...says('Format first.')));
    await session.send(words('why?'));
    expect(shown()).toEqual(session.state);
    expect(shown().entries.map((entry) => (entry.kind === 'answer' ? entry.markdown : entry.kind))).toEqual([
      'user',
      'Format first.',
    ]);
  });

  test('takes its title from the first message, with secrets masked', async () => {
    const { session } = chat(fakeMemory(), null);
    const token = ['ghp', 'x7Kq2LmZ9vRt4WbY6cNd8JfH3sPgQa5EuTi1'].join('_');
    await session.send(words(`use ${token} please`));
    await session.send(words('and now?'));
    expect(session.state.status.title).toMatch(/^use \[redacted:.*\] please$/u);
  });

  test('is the same again when its session is opened later', async () => {
    const memory = fakeMemory({ recallForPrompt: async () => promptMemories(LINT) });
    const first = chat(memory, fakeModel(...says('Format first.'))).session;
    await first.send(words('why?'));
    const answer = first.state.entries.at(-1)?.id ?? '';
    await first.giveFeedback(answer, 'up');

    const later = chat(withStored(memory), null).session;
    expect(await later.open(first.state.status.session ?? '')).toBe(true);
    const withoutWhy = first.state.entries.map((entry) =>
      entry.kind === 'answer'
        ? { ...entry, recalled: entry.recalled.map((memory_) => ({ ...memory_, why: [] })) }
        : entry,
    );
    expect(later.state.entries).toEqual(withoutWhy);
  });

  test('keeps a stopped answer and shows it as stopped when opened later', async () => {
    const memory = fakeMemory();
    const { session } = chat(memory, fakeModel({ kind: 'text-delta', text: 'Form' }), {
      onUpdate: (update) => update.kind === 'text-delta' && session.stop(),
    });
    await session.send(words('why?'));
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Form', state: 'stopped', problem: null });
    const later = chat(withStored(memory), null).session;
    await later.open(session.state.status.session ?? '');
    expect(later.state.entries.at(-1)).toMatchObject({ markdown: 'Form', state: 'stopped', problem: null });
  });

  test('offers to try again where nothing came, and does so without asking twice', async () => {
    const memory = fakeMemory();
    const whole = fakeModel(...says('Format first.'));
    let model: Model = fakeModel({ kind: 'error', error: { kind: 'unreachable', detail: 'no route' } });
    const { session } = chat(memory, null, { currentModel: () => model });
    await session.send(words('why?'));
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: '', problem: { action: 'retry' } });
    model = whole;
    await session.retry();
    expect(session.state.entries.map((entry) => entry.kind)).toEqual(['user', 'answer']);
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Format first.', problem: null });
    expect(whole.requests[0]?.messages).toEqual([{ role: 'user', text: 'why?' }]);
    expect(memory.stored.filter((event) => event.type === 'user')).toHaveLength(1);
  });

  test('asks again by itself while the server is out of reach, and says so meanwhile', async () => {
    const lost: readonly ModelEvent[] = [{ kind: 'error', error: { kind: 'unreachable', detail: 'no route' } }];
    const waits: string[] = [];
    const { session } = chat(fakeMemory(), scriptedModel(lost, lost, says('Format first.')), {
      onUpdate: (update) => {
        if (update.kind === 'status-changed' && update.status.waiting !== null) waits.push(update.status.waiting);
      },
    });
    await session.send(words('why?'));
    expect(waits).toEqual(['No connection; asking again in 2 s', 'No connection; asking again in 4 s']);
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Format first.', problem: null });
  });

  test('offers no way to go on with an answer once something else was said', async () => {
    let model = fakeModel({ kind: 'text-delta', text: 'Format ' }, { kind: 'error', error: OVERLOADED });
    const { session } = chat(fakeMemory(), null, { currentModel: () => model });
    await session.send(words('why?'));
    expect(session.state.entries.at(-1)).toMatchObject({ problem: { action: 'resume' } });
    model = fakeModel(...says('ok'));
    await session.send(words('leave it'));
    expect(session.state.entries[1]).toMatchObject({ markdown: 'Format ', problem: { action: null } });
  });

  test.each<ModelError>([
    { kind: 'disconnected', detail: 'terminated' },
    { kind: 'overloaded', detail: 'busy' },
    { kind: 'rate-limit', detail: 'slow down', retryAfterSeconds: 9 },
  ])('goes on where an answer broke off by $kind, also when it is opened later', async (error) => {
    const memory = fakeMemory();
    let model = fakeModel({ kind: 'text-delta', text: 'Format ' }, { kind: 'error', error });
    const { session } = chat(memory, null, { currentModel: () => model });
    await session.send(words('why?'));
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Format ', problem: { action: 'resume' } });
    model = fakeModel(...says('first.'));
    await session.resume();
    expect(session.state.entries).toMatchObject([
      { kind: 'user' },
      { markdown: 'Format ', state: 'done', problem: null },
      { markdown: 'first.', state: 'done' },
    ]);
    expect(model.requests[0]?.messages.map(({ text }) => text)).toContain('Format ');
    const later = chat(withStored(memory), null).session;
    await later.open(session.state.status.session ?? '');
    expect(later.state.entries).toEqual(session.state.entries);
  });

  test('offers to ask again once a refused key is replaced', async () => {
    let model: Model = fakeModel({ kind: 'error', error: { kind: 'refused-key', detail: 'invalid x-api-key' } });
    const { session } = chat(fakeMemory(), null, { currentModel: () => model });
    await session.send(words('why?'));
    expect(session.state.entries.at(-1)).toMatchObject({ problem: { action: 'connect' } });
    model = fakeModel(...says('Format first.'));
    session.modelChanged();
    expect(session.state.entries.at(-1)).toMatchObject({ problem: { action: 'retry' } });
    await session.retry();
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'Format first.', problem: null });
  });

  test('that shows another session lets the turn it left finish into its own', async () => {
    const memory = fakeMemory();
    const { session } = chat(memory, fakeModel({ kind: 'text-delta', text: 'Form' }), {
      onUpdate: (update) => update.kind === 'text-delta' && session.startNew({ isPrivate: false }),
    });
    await session.send(words('why?'));
    expect(session.state.entries).toEqual([]);
    expect(memory.stored.map(({ type }) => type)).toEqual(['user', 'assistant', 'feedback']);
  });

  test('of a private session leaves nothing in the store, thumbs included', async () => {
    const memory = fakeMemory();
    const { session } = chat(memory, fakeModel(...says('ok')));
    session.startNew({ isPrivate: true });
    await session.send(words('a secret plan'));
    await session.giveFeedback(session.state.entries.at(-1)?.id ?? '', 'down');
    expect(session.state.entries.at(-1)).toMatchObject({ markdown: 'ok', feedback: 'down' });
    expect(session.state.status.title).toBe('Private session');
    expect(memory.stored).toEqual([]);
  });

  test('gives a message back when the store can not be opened', async () => {
    const { session } = chat(fakeMemory(), null, { dreamwright: () => Promise.reject(new Error('permission denied')) });
    expect(await session.send(words('why?'))).toBe(false);
    expect(session.state.entries.at(-1)).toMatchObject({
      kind: 'notice',
      text: 'This did not work: permission denied',
    });
    expect(await session.send(words('again'))).toBe(false);
  });

  test('asks an edited message again without what came of the first', async () => {
    const memory = fakeMemory();
    const model = fakeModel(...says('ok'));
    const { session, shown } = chat(memory, model);
    await session.send({ text: 'why?', attached: [{ name: 'a.ts, line 3', text: 'let a;' }], images: [] });
    const message = session.state.entries[0]?.id ?? '';
    await session.resend(message, { text: 'how?', attached: [] });
    expect(shown()).toEqual(session.state);
    expect(session.state.entries).toMatchObject([
      { kind: 'user', text: 'how?', attached: ['a.ts, line 3'] },
      { kind: 'answer', markdown: 'ok' },
    ]);
    expect(
      model.requests
        .at(-1)
        ?.messages.map(({ text }) => text)
        .join(''),
    ).not.toContain('why?');

    const later = chat(withStored(memory), null).session;
    await later.open(session.state.status.session ?? '');
    expect(later.state.entries).toEqual(session.state.entries);
  });

  test('sends images to the model and stores nothing of them but their name', async () => {
    const memory = fakeMemory();
    const model = fakeModel(...says('A cat.'));
    const { session } = chat(memory, model);
    const image = { mediaType: 'image/png', base64: 'aGVsbG8=' } as const;
    await session.send({ text: 'what is this?', attached: [{ name: 'image cat.png', text: '' }], images: [image] });
    expect(model.requests[0]?.messages.at(-1)?.images).toEqual([image]);
    expect(JSON.stringify(memory.stored)).not.toContain('aGVsbG8=');
    expect(session.state.entries[0]).toMatchObject({ attached: ['image cat.png'] });
  });

  test('has no tools where the workspace lends none', async () => {
    const model = fakeModel(...says('ok'));
    const { session } = chat(fakeMemory(), model);
    await session.send(words('why?'));
    expect(model.requests[0]?.tools).toBeUndefined();
    expect(session.state.status.hasTools).toBe(false);
  });

  test('goes by the title that the person gives it', async () => {
    const memory = fakeMemory();
    const { session } = chat(memory, fakeModel(...says('ok')));
    await session.send(words('why?'));
    await session.retitle('Lint');
    expect(session.state.status.title).toBe('Lint');
    expect(memory.stored.at(-1)).toMatchObject({ type: 'other', text: 'Lint' });
  });

  test('asks what was typed while it answered once the answer has ended', async () => {
    const model = fakeModel(...says('ok'));
    const { session } = chat(fakeMemory(), model);
    const first = session.send(words('one'));
    expect(await session.send(words('two'))).toBe(true);
    expect(session.state.status.ahead).toEqual(['two']);
    expect(await first).toBe(true);
    expect(session.state.entries).toMatchObject([
      { kind: 'user', text: 'one' },
      { kind: 'answer', markdown: 'ok' },
      { kind: 'user', text: 'two' },
      { kind: 'answer', markdown: 'ok' },
    ]);
    expect(session.state.status.ahead).toEqual([]);
  });

  test('goes on as the session of the agent that it belongs to', async () => {
    const memory = fakeMemory();
    const first = chat(memory, fakeModel(...says('ok'))).session;
    await first.send(words('one'));
    const stored = withStored(memory);
    const [summary] = await stored.sessions();
    if (summary === undefined) throw new Error('One session is stored.');
    const headers: SessionHeader[] = [];
    const delegated = {
      ...stored,
      sessions: async () => [{ ...summary, agent: 'tester', parentSession: 'ses_parent' }],
      appendEvents: async (header: SessionHeader) => headers.push(header),
    };
    const later = chat(delegated, fakeModel(...says('ok'))).session;
    await later.open(summary.session);
    await later.send(words('two'));
    expect(headers[0]).toMatchObject({ agent: 'tester', parentSession: 'ses_parent' });
  });

  test('goes on counting what it takes when it is opened later', async () => {
    const usage: ModelEvent = { kind: 'usage', inputTokens: 100_000, outputTokens: 1_000 };
    const memory = fakeMemory();
    const price = async () => ({ input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 });
    const first = chat(memory, fakeModel(usage, ...says('ok')), { price }).session;
    await first.send(words('one'));
    expect(first.state.status.costUsd).toBeCloseTo(0.42);
    expect(first.state.status.tokens).toBe(101_000);
    const later = chat(withStored(memory), fakeModel(usage, ...says('ok')), { price }).session;
    await later.open(first.state.status.session ?? '');
    expect(later.state.status.costUsd).toBeCloseTo(0.42);
    await later.send(words('two'));
    expect(later.state.status.costUsd).toBeCloseTo(0.84);
    expect(later.state.status.tokens).toBe(202_000);
  });
});
