// Speed of the import beside plain JSON.parse of the same lines, in the same run: `npm run bench:import [-- FOLDER]`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonRecords } from '../../src/importers/json-records.ts';
import { readTranscripts } from '../../src/importers/read-transcripts.ts';

const ROUNDS = 5;
const REAL = '../shared/data/transcripts/claude-code';
const folder = process.argv[2] ?? (existsSync(REAL) ? REAL : 'test/sample/sessions');

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => join(folder, name));
const megabytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0) / 1e6;

function parseAll(): number {
  let parsed = 0;
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      try {
        JSON.parse(line);
        parsed += 1;
      } catch {
        // Glued and damaged lines; the import recovers them.
      }
    }
  }
  return parsed;
}

interface Imported {
  readonly sessions: number;
  readonly events: number;
  readonly lines: number;
  readonly lost: number;
  readonly longestHold: number;
}

async function importAll(): Promise<Imported> {
  const sessions = new Set<string>();
  let [events, lines, lost, longestHold, turned] = [0, 0, 0, 0, performance.now()];
  const watch = setInterval(() => {
    longestHold = Math.max(longestHold, performance.now() - turned);
    turned = performance.now();
  }, 1);
  for await (const piece of readTranscripts(files, { trust: 'user' })) {
    if (piece.kind === 'skipped') continue;
    sessions.add(piece.header.session);
    events += piece.events.length;
    lines += piece.lines;
    lost += piece.lost;
  }
  clearInterval(watch);
  return { sessions: sessions.size, events, lines, lost, longestHold };
}

let bestParse = Number.POSITIVE_INFINITY;
let bestImport = Number.POSITIVE_INFINITY;
let imported = await importAll();
for (let round = 0; round < ROUNDS; round += 1) {
  const parseStarted = performance.now();
  parseAll();
  bestParse = Math.min(bestParse, performance.now() - parseStarted);
  const importStarted = performance.now();
  const result = await importAll();
  bestImport = Math.min(bestImport, performance.now() - importStarted);
  imported = { ...result, longestHold: Math.max(result.longestHold, round === 0 ? 0 : imported.longestHold) };
}

const glued = files
  .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  .filter(
    (line) => line.trim() !== '' && jsonRecords(line, { start: /(?!)/u, isRecord: () => false }).records.length > 1,
  ).length;
const rate = (milliseconds: number): string => `${((megabytes / milliseconds) * 1000).toFixed(0)} MB/s`;
console.log(`${folder}: ${files.length} files, ${megabytes.toFixed(1)} MB; best of ${ROUNDS} alternating rounds`);
console.log(`JSON.parse of the lines  ${rate(bestParse)}  (${bestParse.toFixed(0)} ms)`);
console.log(
  `import                   ${rate(bestImport)}  (${bestImport.toFixed(0)} ms), ${(bestImport / bestParse).toFixed(2)} times as long`,
);
console.log(
  `${imported.sessions} sessions, ${imported.events} events from ${imported.lines} lines; lost ${imported.lost}, glued lines recovered ${glued}`,
);
console.log(`longest hold of the event loop ${imported.longestHold.toFixed(1)} ms`);
