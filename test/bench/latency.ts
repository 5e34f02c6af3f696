// What Dreamwright adds to a message before it leaves and to the first token of its answer, beside the raw SDK stream
// to the same server: `npm run bench:latency`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import Anthropic from '@anthropic-ai/sdk';
import { createKeptOutputs } from '../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../src/core/agent/tools/read-marks.ts';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import { runTurn } from '../../src/core/agent/turn.ts';
import type { TurnInput, TurnPorts } from '../../src/core/agent/turn-state.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { claudeModel } from '../../src/models/claude.ts';
import { openStore } from '../../src/store/open-store.ts';
import { connect } from '../../src/store/worker/connect.ts';
import type { WorkerLocation } from '../../src/worker.ts';
import { temporaryWorkspace } from '../agent/temporary-workspace.ts';
import { startMessagesServer } from '../models/messages-server.ts';
import { memoryOf, queryOf } from './scale/data.ts';
import { quantile } from './scale/measure.ts';

const ROUNDS = 50;
const WARM_UP = 10;
const MEMORIES = 2_000;

interface Times {
  /** Milliseconds from the person's message to the server having the request. */
  readonly request: number;
  /** To the first piece of the answer. */
  readonly token: number;
}

const server = await startMessagesServer();
const workspace = temporaryWorkspace({ 'a.ts': 'one\n' });
let requestAt = 0;
server.follow(() => {
  requestAt = performance.now();
  const said = ['The', ' first', ' words.'].map((text) => ({ kind: 'text', text }) as const);
  return { kind: 'stream', steps: [...said, { kind: 'stop', reason: 'end_turn' }] };
});
const connection = { apiKey: 'sk-ant-bench', baseUrl: server.url, log: () => undefined };
const model = claudeModel(connection, { id: 'bench', name: 'Bench', contextTokens: 200_000, maxAnswerTokens: 8_000 });
const client = new Anthropic({ apiKey: connection.apiKey, baseURL: server.url });

async function raw(text: string): Promise<Times> {
  const started = performance.now();
  let token = 0;
  const stream = await client.messages.create({
    model: 'bench',
    max_tokens: 8_000,
    messages: [{ role: 'user', content: text }],
    stream: true,
  });
  for await (const event of stream) {
    if (token === 0 && event.type === 'content_block_delta') token = performance.now() - started;
  }
  return { request: requestAt - started, token };
}

async function turn(text: string, memory: TurnPorts['memory']): Promise<Times> {
  const input: TurnInput = {
    header: { session: `bench-${performance.now()}`, agent: 'dreamwright', format: 'dreamwright', trust: 'user' },
    isPrivate: false,
    isMemoryOn: true,
    history: [],
    surroundings: { workspace: 'bench' },
    limits: { recallTokens: 4_000, answerTokens: 8_000 },
    message: { kind: 'new', text },
  };
  const ports: TurnPorts = {
    memory,
    model,
    searchFiles: async () => [],
    agent: {
      tools: TOOLS,
      workspace,
      memory: {
        recall: (query, options) => memory.recall(query, options),
        memoryTool: () => Promise.reject(),
        eventsAround: async () => [],
      },
      gate: { sensitivity: 'balanced' },
      askPerson: async () => null,
      permit: async () => ({ kind: 'allowed' }),
      permissions: () => ({ rules: [], mode: 'normal' }),
      reads: createReadMarks(),
      outputs: createKeptOutputs(),
    },
    clock: () => new Date(),
  };
  const started = performance.now();
  let token = 0;
  for await (const event of runTurn(input, ports, new AbortController().signal)) {
    if (token === 0 && event.kind === 'text-delta') token = performance.now() - started;
  }
  return { request: requestAt - started, token };
}

async function storeWith(memories: number): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-chat-'));
  const store = await openStore(directory, { clock: () => new Date() });
  const changes = Array.from({ length: memories }, (_, index) => {
    const after = memoryOf(index);
    return { id: after.id, before: null, after };
  });
  const commit = { id: 'cmt_bench', cause: 'person', dream: null, reason: 'bench', changes } as const;
  const record = { ...commit, proposals: [], undoes: null, redoes: null, moves: [], adds: [] };
  await store.write({ kind: 'person', name: 'bench' }, () => ({
    records: memories === 0 ? [] : [{ kind: 'commit', comment: null, commit: record }],
    result: undefined,
  }));
  await store.close();
  return directory;
}

interface Figures {
  readonly own: readonly Times[];
  readonly sdk: readonly Times[];
}

/** Turns by turns with the raw stream, so that both meet the same machine. */
async function beside(memories: number): Promise<Figures> {
  const directory = await storeWith(memories);
  const location: WorkerLocation = {
    directory,
    root: null,
    person: 'bench',
    heads: { home: directory, editorKey: null },
    beside: [],
  };
  const store = connect<Dreamwright, WorkerLocation>(() => new Worker(resolve('dist/worker.js')), location);
  const own: Times[] = [];
  const sdk: Times[] = [];
  try {
    await store.remote.recallForPrompt('warm up', 1_000, 'question');
    for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
      const text = queryOf(round, Math.max(memories, 1));
      const times = [await raw(text), await turn(text, store.remote)] as const;
      if (round < WARM_UP) continue;
      sdk.push(times[0]);
      own.push(times[1]);
    }
    await store.remote.close();
  } finally {
    await store.end();
    rmSync(directory, { recursive: true, force: true });
  }
  return { own, sdk };
}

function sorted(times: readonly Times[], which: keyof Times): readonly number[] {
  return times.map((time) => time[which]).toSorted((one, other) => one - other);
}

function line(label: string, { own, sdk }: Figures, which: keyof Times, limit: number): string {
  const median = (times: readonly Times[]) => quantile(sorted(times, which), 0.5);
  const worst = (times: readonly Times[]) => quantile(sorted(times, which), 0.95);
  const [ours, theirs] = [median(own), median(sdk)];
  const added = `adds ${(ours - theirs).toFixed(1)} ms at the median (limit ${limit})`;
  const each = `Dreamwright ${ours.toFixed(1)} ms, p95 ${worst(own).toFixed(1)}; raw SDK ${theirs.toFixed(1)} ms, p95 ${worst(sdk).toFixed(1)}`;
  return `${label.padEnd(44)} ${added}: ${each}`;
}

try {
  const few = await beside(0);
  const many = await beside(MEMORIES);
  console.log(
    `${ROUNDS} messages each, by turns, with tools, each turn stored, while the memories are still turned into vectors beside`,
  );
  console.log(line('to the first token, without memories', few, 'token', 30));
  console.log(line(`until the request leaves, ${MEMORIES} memories`, many, 'request', 60));
  console.log(line(`to the first token, ${MEMORIES} memories`, many, 'token', 90));
} finally {
  await server.close();
  workspace.remove();
}
