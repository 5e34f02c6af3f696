// How long VS Code's extension host takes to load and activate Dreamwright: `npm run bench:activation`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { installHost } from '../host/install-host.ts';
import { launchBrowser } from '../host/launch-browser.ts';
import { prepareSample } from '../host/prepare-sample.ts';
import { startServer } from '../host/start-server.ts';
import { temporaryFolder } from '../host/until-exit.ts';
import { windowAddress } from '../host/window-address.ts';

/** Milliseconds; null when it was active already or is not there. */
export interface Activation {
  readonly dreamwright: number | null;
  readonly beside: number | null;
}

const ROUNDS = 3;
const PATIENCE_MS = 60_000;

const host = await installHost();
const folder = await prepareSample();
const reports = temporaryFolder();
const suite = join(reports, 'suite.cjs');
await build({
  entryPoints: ['test/bench/activation-suite.ts'],
  outfile: suite,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
});

async function activate(round: number): Promise<Activation> {
  const report = join(reports, `${round}.jsonl`);
  const server = await startServer(host, { forSuite: true, environment: { HOST_REPORT: report } });
  const browser = await launchBrowser(host);
  try {
    const page = await browser.newPage();
    await page.goto(windowAddress(server, { folder, suite }));
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await wait(100)) {
      const written = existsSync(report) ? readFileSync(report, 'utf8') : '';
      if (written.endsWith('\n')) return JSON.parse(written);
    }
    throw new Error('VS Code did not report');
  } finally {
    await browser.close();
    await server.close();
  }
}

function least(times: readonly (number | null)[]): number {
  return Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY));
}

const rounds: Activation[] = [];
for (let round = 0; round < ROUNDS; round += 1) rounds.push(await activate(round));
const [own, beside] = [least(rounds.map(({ dreamwright }) => dreamwright)), least(rounds.map((round) => round.beside))];
console.log(`load and activate, best of ${ROUNDS} starts of VS Code: Dreamwright ${own.toFixed(0)} ms,`);
console.log(`VS Code's own Markdown extension ${beside.toFixed(0)} ms; ratio ${(own / beside).toFixed(1)}`);
process.exit(0);
