import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claudeDreamModel } from '../../src/models/claude-dream-model.ts';
import { PRICES } from '../../src/models/prices.ts';
import { describeEngine, type PlayedModel, type Reply, storeWithSessions } from './engine-conformance.ts';
import { COUNTED_TOKENS, type MessagesServer, type Script, startMessagesServer } from './messages-server.ts';

const INFO = { id: 'claude-sonnet-5-5', name: 'Claude Sonnet 5.5', contextTokens: 200_000, maxAnswerTokens: 8_000 };

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(() => server.close());

function model(batchMinutes = 0) {
  const connection = { apiKey: 'sk-ant-test-key', baseUrl: server.url, log: () => undefined };
  return claudeDreamModel(connection, INFO, {
    ...{ prices: PRICES, batchMinutes },
    ...{ firstLookMilliseconds: 1, retryPauseMilliseconds: 1 },
  });
}

function script(reply: Reply): Script {
  if ('refuses' in reply) return { kind: 'stream', steps: [{ kind: 'stop', reason: 'refusal' }] };
  if ('says' in reply) {
    const reason = reply.cutOff === true ? 'max_tokens' : 'end_turn';
    return {
      kind: 'stream',
      steps: [
        { kind: 'text', text: reply.says },
        { kind: 'stop', reason },
      ],
    };
  }
  if (reply.fails === 'disconnected')
    return { kind: 'stream', steps: [{ kind: 'text', text: '{"ed' }, { kind: 'hang-up' }] };
  return reply.fails === 'overloaded'
    ? { kind: 'refuse', status: 529, type: 'overloaded_error' }
    : { kind: 'refuse', status: 401, type: 'authentication_error' };
}

function asked() {
  return server.requests.filter(({ path }) => path === '/v1/messages');
}

/** Every text of a request, in order. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

async function play(replies: readonly Reply[]): Promise<PlayedModel> {
  server.play(...replies.map(script));
  return { model: model(), prompts: () => asked().map(({ body }) => textsIn(body).join('\n')) };
}

describeEngine('Claude', 'claude', play);

const REQUEST = {
  system: 'Write edits.',
  messages: [
    { role: 'user', text: 'memories' },
    { role: 'user', text: 'digests' },
  ],
  maxTokens: 500,
  answerSchema: {
    type: 'object',
    properties: { edits: { type: 'array', items: { type: 'string' } } },
    required: ['edits'],
  },
  isRepeated: true,
} as const;
const signal = new AbortController().signal;

describe('the Claude model of a dream', () => {
  test('asks for the schema and keeps system prompt and first message in the cache', async () => {
    server.play(script({ says: '{"edits":[]}' }));
    await model().answer(REQUEST, signal);
    const cached = { cache_control: { type: 'ephemeral' } };
    expect(asked()[0]?.body).toMatchObject({
      max_tokens: 500,
      system: [{ type: 'text', text: 'Write edits.', ...cached }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'memories', ...cached }] },
        { role: 'user', content: [{ type: 'text', text: 'digests', ...cached }] },
      ],
      output_config: { format: { type: 'json_schema', schema: { type: 'object', additionalProperties: false } } },
    });
  });

  test('is asked a second time, and no third one, where the server would let it be asked again', async () => {
    const headers = { 'x-should-retry': 'true', 'retry-after-ms': '1' };
    server.play({ kind: 'refuse', status: 529, type: 'overloaded_error', headers });
    const dreamwright = await storeWithSessions();
    const options = { engine: 'claude', trigger: 'idle', dryRun: false, sensitivity: 'balanced' } as const;
    expect(await dreamwright.dream(options, { model: model() })).toMatchObject({ record: { engine: 'local' } });
    expect(asked()).toHaveLength(2);
    const noted = (await dreamwright.journal()).filter(({ record }) => record?.kind === 'model-called');
    expect(noted).toHaveLength(2);
  });

  test('lets the server count the tokens of what it would send', async () => {
    expect(await model().countTokens(REQUEST, signal)).toBe(COUNTED_TOKENS);
    expect(server.requests[0]?.body).toMatchObject({ model: INFO.id, system: [{ text: 'Write edits.' }] });
  });

  test('waits for a batch, answers in order, and tells that it costs half', async () => {
    server.play(script({ says: 'first' }), script({ fails: 'overloaded' }), script({ says: 'third', cutOff: true }));
    const answers = await model(5).answerAll?.([REQUEST, REQUEST, REQUEST], signal);
    expect(answers).toMatchObject([
      { kind: 'answer', text: 'first', end: 'complete', usage: { isBatch: true, inputTokens: 42 } },
      { kind: 'error', error: { kind: 'overloaded' } },
      { kind: 'answer', text: 'third', end: 'length' },
    ]);
  });

  test('uses what a batch had answered when its time was up, as it is paid for', async () => {
    server.play(script({ says: 'first' }));
    const answers = await model(1e-9).answerAll?.([REQUEST], signal);
    expect(server.requests.map(({ path }) => path)).toContain('/v1/messages/batches/msgbatch_1/cancel');
    expect(answers).toMatchObject([{ kind: 'answer', text: 'first', usage: { inputTokens: 42 } }]);
  });

  test('offers no batch to a person who does not wait', () => {
    expect(model().answerAll).toBeNull();
  });
});
