import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { areLinesReal } from './scale/data.ts';
import type { Figures } from './scale/measure.ts';

// Recall, start, writes and memory at growing sizes, beside peers on the same texts in the same run, each in a process of
// its own. Run with `npm run bench:scale`; sizes may follow. Vectors are hashed words, so that no time is a model's.

const SIZES = process.argv.slice(2).map(Number);
const MEMORIES = SIZES.length > 0 ? SIZES : [300, 2_000, 10_000, 50_000];
const EVENTS = 100_000;
/** Beyond this a peer takes minutes to build. */
const MOST_OF_PEERS = 10_000;

function run(contestant: string, size: number, directory: string): Figures {
  const script = join(import.meta.dirname, 'scale-contestant.ts');
  const child = spawnSync(
    process.execPath,
    ['--expose-gc', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', script, contestant, String(size), directory],
    { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const line = child.stdout.trim().split('\n').at(-1) ?? '';
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
  const own = inFolder((directory) => ({
    ...run('fillMemories', size, directory),
    ...run('askMemories', size, directory),
  }));
  writes.push(own['write p50'] ?? Number.NaN);
  const peers: Readonly<Record<string, Figures>> =
    size > MOST_OF_PEERS
      ? {}
      : Object.fromEntries(
          ['orama', 'miniSearchAndCosine', 'serverMemory'].map((name) => [
            name,
            inFolder((directory) => run(name, size, directory)),
          ]),
        );
  print(`${size} memories (ms)`, { dreamwright: own, ...peers });
  for (const [name, figures] of Object.entries(peers)) {
    console.log(
      `recall p95 of ${name} / ours: ${((figures['recall p95'] ?? 0) / (own['recall p95'] ?? 1)).toFixed(1)}`,
    );
  }
}
console.log(
  `\nAn acknowledged write at the largest size takes ${((writes.at(-1) ?? 0) / (writes[0] ?? 1)).toFixed(2)} times one at the smallest.`,
);
print('The vector of a question, which a recall waits for besides (ms)', {
  'all-MiniLM-L6-v2': run('embedQuestions', MEMORIES[0] ?? 0, ''),
});
if (SIZES.length === 0) {
  const events = inFolder((directory) => ({
    ...run('fillEvents', EVENTS, directory),
    ...run('askEvents', EVENTS, directory),
  }));
  print(`${EVENTS} events (ms)`, { dreamwright: events });
}
