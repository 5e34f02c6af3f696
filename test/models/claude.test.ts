import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { claudeModel, listClaudeModels } from '../../src/models/claude.ts';
import { type MessagesServer, type Script, type Step, startMessagesServer } from './messages-server.ts';
import { ANSWERED, describeModel, errorOf, listen, type Scenario, textOf } from './model-conformance.ts';

const KEY = 'sk-ant-test-key';
const INFO = { id: 'claude-test-2', name: 'Claude Test 2', contextTokens: 200_000, maxAnswerTokens: 8_000 };

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

function connect(baseUrl = server.url) {
  const lines: string[] = [];
  return { connection: { apiKey: KEY, baseUrl, log: (line: string) => lines.push(line) }, lines };
}

function model(baseUrl?: string) {
  return claudeModel(connect(baseUrl).connection, INFO);
}

function texts(pieces: readonly string[]): readonly Step[] {
  return pieces.map((text) => ({ kind: 'text', text }));
}

/** As the API streams an input: nothing at all for an empty one, else an empty piece and small ones. */
function pieces(input: JsonObject | string): readonly string[] {
  const json = typeof input === 'string' ? input : JSON.stringify(input);
  return json === '{}' ? [] : ['', ...(json.match(/.{1,5}/gsu) ?? [])];
}

function script(scenario: Scenario): Script {
  switch (scenario.kind) {
    case 'says':
      return { kind: 'stream', steps: [...texts(scenario.pieces), { kind: 'stop', reason: 'end_turn' }] };
    case 'calls':
      return {
        kind: 'stream',
        steps: [
          ...texts(scenario.pieces),
          ...scenario.calls.map(({ call, tool, input }): Step => ({ kind: 'call', call, tool, json: pieces(input) })),
          { kind: 'stop', reason: 'tool_use' },
        ],
      };
    case 'breaks-off-after':
      return { kind: 'stream', steps: [...texts(scenario.pieces), { kind: 'hang-up' }] };
    case 'falls-silent-after':
      return { kind: 'stream', steps: [...texts(scenario.pieces), { kind: 'silence' }] };
    case 'refuses-the-key':
      return { kind: 'refuse', status: 401, type: 'authentication_error' };
    case 'is-too-busy':
      return { kind: 'refuse', status: 429, type: 'rate_limit_error' };
    case 'is-unreachable':
      return { kind: 'stream', steps: [] };
  }
}

describeModel('Claude', async (scenario) => {
  server.play(script(scenario));
  // Nothing listens on the discard port.
  return scenario.kind === 'is-unreachable' ? model('http://127.0.0.1:9') : model();
});

describe('the Claude model', () => {
  test('sends the conversation with the key as a bearer token and no sampling parameters', async () => {
    await listen(model());
    const [request] = server.requests;
    expect(request?.path).toBe('/v1/messages');
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(request?.headers['x-api-key']).toBeUndefined();
    expect(request?.body).toEqual({
      model: 'claude-test-2',
      max_tokens: 100,
      system: 'Answer in one word.',
      messages: [
        { role: 'user', content: 'one?' },
        { role: 'assistant', content: 'one' },
        { role: 'user', content: 'two?' },
      ],
      stream: true,
    });
  });

  test('sends tools, images, calls and results as content blocks', async () => {
    await listen(model(), ANSWERED);
    expect(server.requests[0]?.body).toMatchObject({
      tools: [{ name: 'read_file', input_schema: { type: 'object', required: ['path'] } }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } },
            { type: 'text', text: 'compare them' },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Reading.' },
            { type: 'tool_use', id: 'call_1', name: 'read_file', input: { path: 'a' } },
            { type: 'tool_use', id: 'call_2', name: 'read_file', input: { path: 'b' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'call_1', content: 'one' },
            { type: 'tool_result', tool_use_id: 'call_2', content: 'There is no b.', is_error: true },
          ],
        },
      ],
    });
  });

  test('offers the memory tool by the type that the models know', async () => {
    const tools = [...(ANSWERED.tools ?? []), { name: 'memory', description: 'Looks.', inputSchema: {} }];
    await listen(model(), { ...ANSWERED, tools });
    expect(server.requests[0]?.body).toMatchObject({ tools: [{}, { type: 'memory_20250818', name: 'memory' }] });
  });

  test('marks for the cache what comes again: system prompt, first message, newest, and the newest of the step before', async () => {
    const longer = [
      ...ANSWERED.messages,
      { role: 'assistant', text: 'Next.' },
      { role: 'user', text: 'go on' },
    ] as const;
    await listen(model(), { ...ANSWERED, messages: longer, isRepeated: true });
    const body = JSON.stringify(server.requests[0]?.body);
    expect(body.match(/"cache_control":\{"type":"ephemeral"\}/gu)).toHaveLength(4);
    expect(body).toMatch(/"text":"Answer in one word\.","cache_control"/u);
    expect(body).toMatch(/"text":"compare them","cache_control"/u);
    expect(body).toMatch(/"content":"There is no b\.","is_error":true,"cache_control"/u);
    expect(body).toMatch(/"text":"go on","cache_control"/u);
  });

  test('gives thoughts back as they were signed', async () => {
    server.play({
      kind: 'stream',
      steps: [
        { kind: 'thought', thought: 'hm' },
        { kind: 'stop', reason: 'end_turn' },
      ],
    });
    const thoughts = (await listen(model())).flatMap((event) => (event.kind === 'thought' ? [event.thought] : []));
    expect(thoughts).toEqual([{ type: 'thinking', thinking: 'hm', signature: 'signed hm' }]);
    const messages = [{ role: 'assistant', text: 'Hm.', thoughts }] as const;
    await listen(model(), { ...ANSWERED, messages });
    expect(server.requests[1]?.body).toMatchObject({
      messages: [
        {
          content: [
            { type: 'thinking', thinking: 'hm', signature: 'signed hm' },
            { type: 'text', text: 'Hm.' },
          ],
        },
      ],
    });
  });

  test('hands on the half of an input where the answer was cut at its length', async () => {
    const call: Step = { kind: 'call', call: 'call_1', tool: 'edit_file', json: ['{"path":"a.ts","old'] };
    server.play({ kind: 'stream', steps: [call, { kind: 'stop', reason: 'max_tokens' }] });
    const events = await listen(model(), ANSWERED);
    expect(events).toContainEqual({
      kind: 'tool-call',
      call: 'call_1',
      tool: 'edit_file',
      input: {},
      malformed: '{"path":"a.ts","old',
    });
    expect(events.at(-1)).toEqual({ kind: 'end', reason: 'length' });
  });

  test('takes neither key, address nor headers from the environment', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', 'sk-ant-from-environment');
    vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'token-from-environment');
    vi.stubEnv('ANTHROPIC_BASE_URL', 'http://127.0.0.1:9');
    vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', 'X-Workspace: secret\nAuthorization: Bearer stolen');
    const events = await listen(model());
    expect(errorOf(events)).toBeNull();
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(server.requests[0]?.headers['x-workspace']).toBeUndefined();
  });

  test('counts cached tokens as part of the prompt', async () => {
    const usage = (await listen(model())).filter((event) => event.kind === 'usage');
    expect(usage.at(-1)).toEqual({
      kind: 'usage',
      inputTokens: 42,
      cacheReadTokens: 30,
      cacheWriteTokens: 0,
      outputTokens: 7,
    });
  });

  test.each([
    ['max_tokens', 'length'],
    ['refusal', 'refused'],
  ] as const)('ends with %s as %s', async (stopReason, reason) => {
    server.play({ kind: 'stream', steps: [{ kind: 'stop', reason: stopReason }] });
    expect((await listen(model())).at(-1)).toEqual({ kind: 'end', reason });
  });

  test('tells an overloaded server apart, before and inside the stream, and keeps the text', async () => {
    server.play({ kind: 'refuse', status: 529, type: 'overloaded_error' });
    expect(errorOf(await listen(model()))).toBe('overloaded');
    server.play({ kind: 'stream', steps: [...texts(['Half']), { kind: 'stream-error', type: 'overloaded_error' }] });
    const events = await listen(model());
    expect(textOf(events)).toBe('Half');
    expect(errorOf(events)).toBe('overloaded');
  });

  test('takes a stream that ends before its message for a broken connection', async () => {
    server.play({ kind: 'stream', steps: [...texts(['Half']), { kind: 'end-early' }] });
    const events = await listen(model());
    expect(textOf(events)).toBe('Half');
    expect(errorOf(events)).toBe('disconnected');
  });

  test('says when a rate limit ends', async () => {
    server.play({ kind: 'refuse', status: 429, type: 'rate_limit_error', headers: { 'retry-after': '17' } });
    expect((await listen(model())).at(-1)).toMatchObject({ error: { kind: 'rate-limit', retryAfterSeconds: 17 } });
  });

  test('hands on what the server says of a request it does not take', async () => {
    server.play({ kind: 'refuse', status: 400, type: 'invalid_request_error' });
    expect((await listen(model())).at(-1)).toEqual({
      kind: 'error',
      error: { kind: 'rejected', detail: 'scripted invalid_request_error' },
    });
  });

  test('lists the models that can still answer', async () => {
    const listed = await listClaudeModels(connect().connection, new AbortController().signal);
    expect(listed).toEqual({
      kind: 'listed',
      models: [INFO, { id: 'claude-test-1', name: 'Claude Test 1', contextTokens: 100_000, maxAnswerTokens: 4_000 }],
    });
  });

  test('answers with the reason when the models can not be listed', async () => {
    server.play({ kind: 'refuse', status: 401, type: 'authentication_error' });
    const { connection, lines } = connect();
    expect(await listClaudeModels(connection, new AbortController().signal)).toMatchObject({
      kind: 'failed',
      error: { kind: 'refused-key' },
    });
    expect(lines.join('\n')).not.toContain(KEY);
  });
});
