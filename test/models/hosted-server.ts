import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface HostedScript {
  /** What the dream makes of the copy, path by path. */
  readonly leaves: (mirror: ReadonlyMap<string, string>) => ReadonlyMap<string, string>;
  /** States that are told one after the other; the last one stays. */
  readonly states: readonly ('pending' | 'running' | 'completed' | 'failed')[];
  /** Tokens used when it is looked at. */
  readonly inputTokens?: number;
  /** Requests whose method and path match are answered with this status, as often as told. */
  readonly fails?: { readonly request: RegExp; readonly status: number; readonly times: number };
}

export interface HostedServer {
  readonly url: string;
  readonly requests: readonly { readonly method: string; readonly path: string; readonly body: unknown }[];
  /** Ids of the stores that are still there. */
  stores(): readonly string[];
  play(script: HostedScript): void;
  close(): Promise<void>;
}

/** A server that speaks as much of the Dreams and memory store endpoints as the hosted engine uses, by script. */
export async function startHostedServer(): Promise<HostedServer> {
  const requests: { method: string; path: string; body: unknown }[] = [];
  const stores = new Map<string, Map<string, string>>();
  let script: HostedScript = { leaves: (mirror) => mirror, states: ['completed'] };
  let looks = 0;
  let isCancelled = false;
  let failed = 0;

  const dream = () => {
    const told = script.states[Math.min(looks, script.states.length - 1)] ?? 'completed';
    const status = isCancelled ? 'canceled' : told;
    const isOver = status === 'completed' || status === 'canceled';
    if (isOver) stores.set('memstore_out', new Map(script.leaves(stores.get('memstore_1') ?? new Map())));
    return {
      id: 'drm_hosted',
      type: 'dream',
      status,
      inputs: [],
      outputs: isOver ? [{ type: 'memory_store', memory_store_id: 'memstore_out' }] : [],
      error: status === 'failed' ? { type: 'internal_error', message: 'scripted failure' } : null,
      usage: {
        input_tokens: script.inputTokens ?? 1_000,
        output_tokens: 100,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
      },
    };
  };
  const answer = (method: string, path: string, body: Readonly<Record<string, unknown>>): unknown => {
    const [, , resource, id = '', part] = path.split('/');
    if (resource === 'dreams') {
      if (path.endsWith('/cancel')) isCancelled = true;
      else if (method === 'GET') looks += 1;
      return dream();
    }
    if (method === 'DELETE') {
      stores.delete(id);
      return { id, type: 'memory_store_deleted' };
    }
    if (part !== 'memories') {
      stores.set('memstore_1', new Map());
      return { id: 'memstore_1', type: 'memory_store' };
    }
    const memories = stores.get(id) ?? new Map<string, string>();
    if (method === 'POST') memories.set(String(body['path']), String(body['content']));
    const data = [...memories].map(([at, content]) => ({ id: `mem_${at}`, type: 'memory', path: at, content }));
    return method === 'POST' ? data.at(-1) : { data, next_page: null };
  };
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      const path = new URL(request.url ?? '', 'http://local').pathname;
      const method = request.method ?? '';
      requests.push({ method, path, body });
      const { fails } = script;
      if (fails !== undefined && failed < fails.times && fails.request.test(`${method} ${path}`)) {
        failed += 1;
        // The SDK would wait half a second or more before it asks again.
        response.writeHead(fails.status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
        response.end(JSON.stringify({ type: 'error', error: { type: 'api_error', message: 'scripted trouble' } }));
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(method, path, body)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stores: () => [...stores.keys()],
    play: (next) => {
      script = next;
      failed = 0;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : JSON.parse(text);
}
