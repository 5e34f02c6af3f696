// A local dream over a folder of transcripts, through the worker as the editor uses it: time, and how long the host's event loop was held.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { connect } from '../../src/store/worker/connect.ts';
import type { WorkerLocation } from '../../src/worker.ts';

const SHARED = resolve('../shared/data/transcripts/claude-code');
const folder = resolve(process.argv[2] ?? (existsSync(SHARED) ? SHARED : 'test/sample/sessions'));
const directory = mkdtempSync(join(tmpdir(), 'bench-dream-'));
const location: WorkerLocation = {
  directory,
  root: null,
  person: 'bench',
  heads: { home: directory, editorKey: null },
  beside: [],
};
const connection = connect<Dreamwright, WorkerLocation>(() => new Worker(resolve('dist/worker.js')), location);

/** Runs `act` and answers how long it took and the longest hold of this thread's event loop, both in milliseconds. */
async function measure<T>(
  act: () => Promise<T>,
): Promise<{ readonly result: T; readonly ms: number; readonly hold: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const result = await act();
  const ms = performance.now() - started;
  delay.disable();
  return { result, ms, hold: delay.max / 1e6 };
}

try {
  const imported = await measure(() => connection.remote.import([folder], { trust: 'user' }, {}));
  const events = imported.result.imported.reduce((sum, session) => sum + session.events, 0);
  const dreamt = await measure(() =>
    connection.remote.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' }, {}),
  );
  if (dreamt.result.kind !== 'ended') throw new Error('the dream was busy');
  const { findings, items } = dreamt.result;
  const count = (verdict: string): number => items.filter((item) => item.verdict.verdict === verdict).length;
  const searched = await measure(() => connection.remote.recall('why does lint fail', { limit: 10, within: 'all' }));
  console.log(
    `${imported.result.imported.length} sessions, ${events} events from ${folder.split('/').slice(-2).join('/')}`,
  );
  console.log(
    `import           ${imported.ms.toFixed(0)} ms, longest hold of the host's event loop ${imported.hold.toFixed(1)} ms`,
  );
  console.log(`dream            ${dreamt.ms.toFixed(0)} ms, longest hold ${dreamt.hold.toFixed(1)} ms`);
  console.log(`first search     ${searched.ms.toFixed(0)} ms, longest hold ${searched.hold.toFixed(1)} ms`);
  console.log(
    `findings ${findings.length}, proposals ${items.length}: auto ${count('auto')}, review ${count('review')}, refuse ${count('refuse')}`,
  );
  const ofLint = findings.flatMap(({ kind, summary }, index) =>
    kind === 'recurring-failure' && /\blint/iu.test(summary) ? [index + 1] : [],
  );
  console.log(`first finding    ${findings[0]?.summary ?? 'none'}`);
  console.log(
    `the failure of the linter is found ${ofLint.length === 1 ? 'once' : `${ofLint.length} times`}, at rank ${ofLint.join(', ')}`,
  );
  await connection.remote.close();
} finally {
  await connection.end();
  rmSync(directory, { recursive: true, force: true });
}
