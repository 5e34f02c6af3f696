// Time and peak memory of a local dream over the 42 sessions and over the same ones repeated with changed ids and days.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { readTranscripts } from '../../src/importers/read-transcripts.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { openStore } from '../../src/store/open-store.ts';

const SESSIONS = resolve('../shared/data/transcripts/claude-code');
const SIZES = [42, 250, 1_000];
const DAY = 86_400_000;
const clock = () => new Date();

/** The event in the `copy`-th repetition, some days earlier. */
function repeated(event: SessionEvent, copy: number): SessionEvent {
  const mark = copy === 0 ? '' : `-${copy}`;
  const at = new Date(Date.parse(event.at) - copy * DAY).toISOString();
  return { ...event, at, session: `${event.session}${mark}`, id: `${event.id}${mark}` };
}

async function fill(directory: string, size: number): Promise<void> {
  const store = await openStore(directory, { clock });
  let made = 0;
  for (let copy = 0; made < size; copy += 1) {
    for await (const read of readTranscripts([SESSIONS], { trust: 'user', author: 'team' })) {
      if (read.kind !== 'session' || made === size) continue;
      const { session } = read.header;
      const header = { ...read.header, session: copy === 0 ? session : `${session}-${copy}` };
      await store.appendEvents(
        header,
        read.events.map((event) => repeated(event, copy)),
      );
      made += 1;
    }
  }
  await store.snapshot();
  await store.close();
}

async function dream(directory: string): Promise<void> {
  const dreamwright = await openDreamwright({ directory, root: null }, { clock, person: 'bench' });
  const { sessions, events } = await dreamwright.statistics();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const cpu = process.cpuUsage();
  const outcome = await dreamwright.dream({
    ...{ engine: 'local', trigger: 'command', dryRun: true, sensitivity: 'balanced' },
  });
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const peak = process.resourceUsage().maxRSS / 1_024;
  const found =
    outcome.kind === 'ended' ? `${outcome.findings.length} findings, ${outcome.items.length} proposals` : 'busy';
  console.log(
    `${String(sessions).padStart(5)} sessions, ${events} events: ${seconds.toFixed(1)} s, of work ${((user + system) / 1e6).toFixed(1)} s, ${((user + system) / 1_000 / sessions).toFixed(1)} ms a session; peak ${peak.toFixed(0)} MB, ${(before / 1_048_576).toFixed(0)} MB before; ${found}`,
  );
  await dreamwright.close();
}

const [step, directory = '', size = ''] = process.argv.slice(2);
if (step === 'fill') await fill(directory, Number(size));
else if (step === 'dream') await dream(directory);
else if (!existsSync(SESSIONS)) console.log('bench:dream-scale skipped: its data is not here');
else {
  for (const count of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-dream-scale-'));
    const run = (name: string) =>
      spawnSync(process.execPath, [...process.execArgv, import.meta.filename, name, folder, String(count)], {
        stdio: 'inherit',
      });
    run('fill');
    run('dream');
    rmSync(folder, { recursive: true, force: true });
  }
}
