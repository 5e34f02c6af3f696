import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { HostedDreams } from '../../src/core/dream/engine/hosted-dreams.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { connect } from '../../src/store/worker/connect.ts';
import type { WorkerLocation } from '../../src/worker.ts';

// A dream yields within a second and nothing holds a thread for 50 ms: five times that for noisy machines, while
// `npm run bench:dream` prints the true figures.
const LONGEST_HOLD_MS = 5 * 50;
const LONGEST_YIELD_MS = 5 * 1_000;

const script = resolve('node_modules', '.cache', 'dreamwright', `worker.${process.pid}.cjs`);
const folder = mkdtempSync(join(tmpdir(), 'dreamwright-worker-'));
const transcripts = join(folder, 'transcripts.jsonl');

/** Sessions in which people ask, commands fail and pass, and files are read. */
function someSessions(count: number): string {
  const lines: object[] = [];
  for (let session = 0; session < count; session += 1) {
    const about = { session: `s${session}`, at: new Date(Date.UTC(2026, 0, 1, session)).toISOString() };
    lines.push({ ...about, type: 'user', text: `Fix the parser of dialect ${session} and keep its tests green.` });
    for (let turn = 0; turn < 12; turn += 1) {
      const call = `c${turn}`;
      const fails = turn % 3 === 0;
      const text = fails ? `error TS2304: Cannot find name 'node${turn % 5}'.\nexit code 1` : 'all 214 tests passed';
      lines.push({
        ...about,
        type: 'tool_call',
        tool: 'Bash',
        input: { command: `npm test -- part-${turn % 5}` },
        call,
      });
      lines.push({ ...about, type: 'tool_result', call, text, is_error: fails });
      lines.push({
        ...about,
        type: 'assistant',
        text: `Step ${turn}: the lexer of dialect ${session} now reads unions.`,
      });
    }
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

beforeAll(async () => {
  await build({
    entryPoints: ['src/worker.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
  });
  writeFileSync(transcripts, someSessions(80));
});
afterAll(() => {
  rmSync(script, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

function aWorker(): Dreamwright {
  const directory = mkdtempSync(join(folder, 'store-'));
  const location: WorkerLocation = {
    directory,
    root: null,
    person: 'ada',
    heads: { home: folder, editorKey: null },
    beside: [],
  };
  const connection = connect<Dreamwright, WorkerLocation>(() => new Worker(script), location);
  onTestFinished(() => connection.end());
  return connection.remote;
}

const DREAM = { engine: 'local', trigger: 'idle', dryRun: false, sensitivity: 'balanced' } as const;

it('an import, a dream and a search leave the thread that asked for them free', { retry: 2 }, async () => {
  const dreamwright = aWorker();
  await dreamwright.sessions();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await dreamwright.import([transcripts], { trust: 'user' }, {});
  const outcome = await dreamwright.dream(DREAM, {});
  await dreamwright.recall('why did the parser fail', { limit: 10, within: 'all' });
  delay.disable();
  expect(outcome).toMatchObject({ kind: 'ended', record: { status: 'completed', sessions: 80 } });
  expect(delay.max / 1e6).toBeLessThan(LONGEST_HOLD_MS);
});

it('a dream that is told to stop when the person comes back yields at once, and finds the same later', {
  retry: 2,
}, async () => {
  const dreamwright = aWorker();
  await dreamwright.import([transcripts], { trust: 'user' }, {});
  const controller = new AbortController();
  let asked = Number.POSITIVE_INFINITY;
  const outcome = await dreamwright.dream(DREAM, {
    signal: controller.signal,
    onProgress: ({ step }) => {
      if (step < 2 || controller.signal.aborted) return;
      asked = performance.now();
      controller.abort();
    },
  });
  expect(performance.now() - asked).toBeLessThan(LONGEST_YIELD_MS);
  expect(outcome).toMatchObject({ kind: 'ended', record: { status: 'cancelled' } });
  expect(await dreamwright.memories()).toEqual([]);
  expect((await dreamwright.journal()).map(({ record }) => record?.kind).slice(-2)).toEqual([
    'dream-started',
    'dream-ended',
  ]);
  expect(await dreamwright.dream(DREAM, {})).toMatchObject({ record: { status: 'completed', sessions: 80 } });
});

it('a hosted dream is asked from the thread that holds the key, and follows it there', async () => {
  const dreamwright = aWorker();
  await dreamwright.import([transcripts], { trust: 'user' }, {});
  await dreamwright.remember({ text: 'The parser lives in src/parser.', path: '/parser/place.md' });
  const asked: string[] = [];
  const told = async <T>(what: string, value: T) => {
    asked.push(what);
    return { kind: 'told', value } as const;
  };
  const usage = { inputTokens: 10, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isBatch: false };
  const run = { id: 'run', state: 'running', outputs: [], problem: null, usage } as const;
  const hosted: HostedDreams = {
    ...{ id: 'hosted:fake', name: 'A hosted dream', price: null, lookEveryMilliseconds: 1 },
    createStore: () => told('store', 'mirror'),
    addMemory: (_store, { path }) => told(path, null),
    start: (store, sessions) => told(`${store} ${sessions.join(' ')}`, run),
    look: (id) => told(id, { ...run, state: 'completed', outputs: ['out'] }),
    cancel: () => told('cancel', run),
    read: () => told('read', [{ path: '/parser/place.md', content: 'The parser lives in src/parser alone.' }]),
    removeStore: async (store) => {
      asked.push(`remove ${store}`);
    },
  };
  const options = { ...DREAM, engine: 'hosted', hostedSessions: ['sesn_1'] } as const;
  const outcome = await dreamwright.dream(options, { hosted });
  expect(asked).toEqual(['store', '/parser/place.md', 'mirror sesn_1', 'run', 'read', 'remove mirror', 'remove out']);
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  expect(outcome.record).toMatchObject({ engine: 'hosted', usage: { inputTokens: 10, outputTokens: 1 } });
  expect(outcome.items.map(({ proposal }) => `${proposal.operation} ${proposal.path}`)).toContain(
    'update /parser/place.md',
  );
});
