import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { areLinesReal } from './scale/data.ts';
import { FIRST, type Figures } from './scale/measure.ts';

// Recall, start, writes and memory at growing sizes, beside peers on the same texts in the same run, each in a process of
// its own. Run with `npm run bench:scale`; numbers of memories may follow, or `events` for the events alone. The memories'
// vectors are hashed words, so that no time is a model's; the events' are those of their words, as shipped.

const IS_EVENTS = process.argv[2] === 'events';
const SIZES = IS_EVENTS ? [] : process.argv.slice(2).map(Number);
const MEMORIES = SIZES.length > 0 ? SIZES : IS_EVENTS ? [] : [300, 2_000, 10_000, 50_000];
const EVENTS = SIZES.length > 0 ? [] : [10_000, 100_000];
/** So many are what the peers are compared on. */
const COMPARED = 100_000;
/** A peer that takes longer at one size is stopped, and stands with what it told by then. */
const MOST_SECONDS = 120;
const PEERS = ['orama', 'miniSearchAndCosine', 'langGraph', 'serverMemory'];

function run(contestant: string, size: number, directory: string, seconds?: number): Figures {
  const script = join(import.meta.dirname, 'scale-contestant.ts');
  const child = spawnSync(
    process.execPath,
    ['--expose-gc', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', script, contestant, String(size), directory],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(seconds !== undefined && { timeout: seconds * 1000 }),
    },
  );
  const line = child.stdout.trim().split('\n').at(-1) ?? '';
  if (child.signal !== null && seconds !== undefined) {
    console.log(`${contestant} was stopped after ${seconds} s with ${size} texts; what it had shown by then is below.`);
    return line.startsWith('{') ? JSON.parse(line) : {};
  }
  if (child.status !== 0 || !line.startsWith('{'))
    throw new Error(`${contestant} failed: ${child.stderr.slice(-2000)}`);
  return JSON.parse(line);
}

function inFolder<T>(act: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'dreamwright-scale-'));
  try {
    return act(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function peersAt(size: number): Readonly<Record<string, Figures>> {
  return Object.fromEntries(
    PEERS.map((name) => [name, inFolder((directory) => run(name, size, directory, MOST_SECONDS))]),
  );
}

function print(title: string, rows: Readonly<Record<string, Figures>>): void {
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, figures]) => [
        name,
        Object.fromEntries(Object.entries(figures).map(([figure, value]) => [figure, Number(value.toFixed(2))])),
      ]),
    ),
  );
}

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}; ${areLinesReal ? 'real rule lines' : 'made-up lines'}`,
);
const writes: number[] = [];
for (const size of MEMORIES) {
  const own = inFolder((directory): Figures => {
    const filled = run('fillMemories', size, directory);
    const unindexed = run('askMemories', size, directory);
    return {
      ...filled,
      'first recall ever': unindexed[FIRST] ?? Number.NaN,
      // What it had read of the memories was kept when it closed.
      ...run('askMemories', size, directory),
    };
  });
  writes.push(own['write p50'] ?? Number.NaN);
  const peers = peersAt(size);
  print(`${size} memories (ms)`, { dreamwright: own, ...peers });
  for (const [name, figures] of Object.entries(peers)) {
    const [figure, theirs] =
      figures['recall p95'] === undefined
        ? ['one recall', figures['one recall']]
        : ['recall p95', figures['recall p95']];
    if (theirs !== undefined)
      console.log(`${figure} of ${name} / our p95: ${(theirs / (own['recall p95'] ?? 1)).toFixed(1)}`);
  }
}
if (writes.length > 1)
  console.log(
    `\nAn acknowledged write at the largest size takes ${((writes.at(-1) ?? 0) / (writes[0] ?? 1)).toFixed(2)} times one at the smallest.`,
  );
print('The vector of a question, which a recall waits for besides (ms)', {
  'all-MiniLM-L6-v2': run('embedQuestions', MEMORIES[0] ?? EVENTS[0] ?? 1, ''),
});
for (const size of EVENTS) {
  const own = inFolder((directory): Figures => {
    const filled = run('fillEvents', size, directory);
    const unindexed = run('askEvents', size, directory);
    return { ...filled, 'first recall ever': unindexed[FIRST] ?? Number.NaN, ...run('askEvents', size, directory) };
  });
  print(`${size} events (ms)`, { dreamwright: own, ...(size === COMPARED ? peersAt(size) : {}) });
}
