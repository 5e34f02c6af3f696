import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One thing the server does in answer to a request for a message. */
export type Step =
  | { readonly kind: 'text'; readonly text: string }
  /** A tool call, its input streamed piece by piece; no piece of it is looked at. */
  | { readonly kind: 'call'; readonly call: string; readonly tool: string; readonly json: readonly string[] }
  /** A thought with its signature, which wants to come back. */
  | { readonly kind: 'thought'; readonly thought: string }
  /** Ends the message as it should be. */
  | { readonly kind: 'stop'; readonly reason: string }
  /** An `error` event inside the stream. */
  | { readonly kind: 'stream-error'; readonly type: string }
  /** The connection is cut without a word. */
  | { readonly kind: 'hang-up' }
  /** The response ends properly, the message does not. */
  | { readonly kind: 'end-early' }
  /** Nothing more comes until the client goes away. */
  | { readonly kind: 'silence' };

export type Script =
  | {
      readonly kind: 'stream';
      readonly steps: readonly Step[];
      /** What the request is counted as, where that matters. */
      readonly inputTokens?: number;
    }
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly type: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface RecordedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface MessagesServer {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** What the next requests get; the last script stays. */
  play(...scripts: readonly Script[]): void;
  /** From now on each request for a message gets what the policy makes of its body. */
  follow(policy: (body: unknown) => Script): void;
  close(): Promise<void>;
}

const USAGE = { input_tokens: 12, output_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 30 };
const MODELS = [
  {
    id: 'claude-test-2',
    display_name: 'Claude Test 2',
    lifecycle: 'active',
    max_input_tokens: 200_000,
    max_tokens: 8_000,
  },
  {
    id: 'claude-test-1',
    display_name: 'Claude Test 1',
    lifecycle: 'deprecated',
    max_input_tokens: 100_000,
    max_tokens: 4_000,
  },
  {
    id: 'claude-test-0',
    display_name: 'Claude Test 0',
    lifecycle: 'retired',
    max_input_tokens: null,
    max_tokens: null,
  },
].map((model) => ({ ...model, type: 'model' }));

/** What every prompt is counted as. */
export const COUNTED_TOKENS = 1_234;

/** A server that speaks as much of the Messages API as the chat uses, by script. */
export async function startMessagesServer(): Promise<MessagesServer> {
  const requests: RecordedRequest[] = [];
  let scripts: readonly Script[] = [{ kind: 'stream', steps: [{ kind: 'stop', reason: 'end_turn' }] }];
  let policy: ((body: unknown) => Script) | null = null;
  const next = (body: unknown): Script | undefined => {
    if (policy !== null) return policy(body);
    const [script = scripts[0], ...rest] = scripts;
    if (rest.length > 0) scripts = rest;
    return script;
  };
  const batches = scriptedBatches(() => next(null));
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const body = await readJson(request);
    requests.push({ path, headers: request.headers, body });
    if (path.startsWith('/v1/messages/count_tokens')) return json(response, 200, { input_tokens: COUNTED_TOKENS });
    if (path.startsWith('/v1/messages/batches')) return batches.answer(path, body, response);
    const isList = path.startsWith('/v1/models');
    if (isList && policy !== null) return json(response, 200, { data: MODELS, has_more: false });
    const script = next(body);
    if (script?.kind === 'refuse') refuse(response, script);
    else if (isList) json(response, 200, { data: MODELS, has_more: false });
    else stream(response, script?.steps ?? [], script?.inputTokens);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    play: (...following) => {
      policy = null;
      scripts = following;
    },
    follow: (following) => {
      policy = following;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Batches that have ended when they are looked at again, or taken back; their messages follow the scripts. */
function scriptedBatches(next: () => Script | undefined) {
  let asked: readonly { readonly custom_id: string }[] = [];
  let looks = 0;
  const status = (state: string) => ({
    id: 'msgbatch_1',
    type: 'message_batch',
    processing_status: state,
    results_url: '/v1/messages/batches/msgbatch_1/results',
  });
  const resultOf = (script: Script | undefined) => {
    if (script?.kind !== 'stream') return { type: 'expired' };
    const text = script.steps.map((step) => (step.kind === 'text' ? step.text : '')).join('');
    const stop = script.steps.find((step) => step.kind === 'stop');
    const message = {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text }],
      usage: USAGE,
    };
    return { type: 'succeeded', message: { ...message, stop_reason: stop?.reason ?? 'end_turn' } };
  };
  return {
    answer: (path: string, body: unknown, response: ServerResponse): void => {
      if (path.endsWith('/results')) {
        response.writeHead(200, { 'content-type': 'application/x-jsonl' });
        response.end(
          asked.map(({ custom_id }) => `${JSON.stringify({ custom_id, result: resultOf(next()) })}\n`).join(''),
        );
      } else if (typeof body === 'object' && body !== null && 'requests' in body && Array.isArray(body.requests)) {
        asked = body.requests;
        looks = 0;
        json(response, 200, status('in_progress'));
      } else {
        looks += 1;
        json(response, 200, status(looks === 1 ? 'in_progress' : 'ended'));
      }
    },
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? null : JSON.parse(text);
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, { status, type, headers }: Extract<Script, { kind: 'refuse' }>): void {
  const body = { type: 'error', error: { type, message: `scripted ${type}` } };
  // Without this header the client would try again by itself, after a wait.
  json(response, status, body, { 'x-should-retry': 'false', ...headers });
}

function stream(response: ServerResponse, steps: readonly Step[], inputTokens = USAGE.input_tokens): void {
  const send = (type: string, data: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-test-2', content: [] };
  const usage = { ...USAGE, input_tokens: inputTokens };
  send('message_start', { message: { ...message, stop_reason: null, stop_sequence: null, usage } });
  let index = -1;
  let isTextOpen = false;
  const closeText = (): void => {
    if (isTextOpen) send('content_block_stop', { index });
    isTextOpen = false;
  };
  const block = (start: object, deltas: readonly object[]): void => {
    closeText();
    index += 1;
    send('content_block_start', { index, content_block: start });
    for (const delta of deltas) send('content_block_delta', { index, delta });
    send('content_block_stop', { index });
  };
  for (const step of steps) {
    switch (step.kind) {
      case 'text':
        if (!isTextOpen) {
          index += 1;
          send('content_block_start', { index, content_block: { type: 'text', text: '' } });
        }
        isTextOpen = true;
        send('content_block_delta', { index, delta: { type: 'text_delta', text: step.text } });
        break;
      case 'call':
        block(
          { type: 'tool_use', id: step.call, name: step.tool, input: {}, caller: { type: 'direct' } },
          step.json.map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
        );
        break;
      case 'thought':
        block({ type: 'thinking', thinking: '', signature: '' }, [
          { type: 'thinking_delta', thinking: step.thought },
          { type: 'signature_delta', signature: `signed ${step.thought}` },
        ]);
        break;
      case 'stop':
        closeText();
        send('message_delta', {
          delta: { stop_reason: step.reason, stop_sequence: null },
          usage: { output_tokens: 7 },
        });
        send('message_stop', {});
        response.end();
        return;
      case 'stream-error':
        send('error', { error: { type: step.type, message: `scripted ${step.type}` } });
        response.end();
        return;
      case 'hang-up':
        // Once what was written has left; cutting at once would throw it away.
        response.write('', () => response.destroy());
        return;
      case 'end-early':
        response.end();
        return;
      case 'silence':
        return;
    }
  }
}
