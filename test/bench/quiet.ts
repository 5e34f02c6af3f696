// How many proposals dreams over five sessions make that have nothing to teach, and over any five short ones.
import { existsSync } from 'node:fs';
import { analyze } from '../../src/core/dream/analyze/analyze.ts';
import type { SessionDigest } from '../../src/core/dream/analyze/digest/digest.ts';
import { gate } from '../../src/core/dream/gate.ts';
import { propose } from '../../src/core/dream/propose.ts';
import { parseWorkspaceFacts } from '../../src/core/dream/workspace-facts.ts';
import { collapseWhiteSpace } from '../../src/core/evidence.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { buildContext } from '../gate/builders.ts';
import { labelledSentences } from './labelled-sentences.ts';
import { digestEvents, readSessions, SESSIONS } from './read-sessions.ts';

const FIVE = 5;
const DRAWS = 500;
/** Characters of a session's events. */
const SHORT = 150_000;
const now = new Date('2026-03-01T00:00:00.000Z');

interface Read {
  readonly digest: SessionDigest;
  readonly isShort: boolean;
  /** No call failed or was refused, and no sentence was labelled by hand as one to keep. */
  readonly isQuiet: boolean;
}

const kept = labelledSentences()
  .filter(({ label }) => label.includes('K'))
  .map(({ text }) => text);

async function read(events: readonly SessionEvent[]): Promise<readonly Read[]> {
  const digest = await digestEvents(events);
  if (digest === null) return [];
  const said = events.flatMap((event) => (event.type === 'user' ? [collapseWhiteSpace(event.text)] : []));
  const tells = kept.some((sentence) => said.some((text) => text.includes(sentence)));
  const isShort = JSON.stringify(events).length < SHORT;
  return [{ digest, isShort, isQuiet: digest.errors === 0 && digest.refusals === 0 && !tells }];
}

interface Dreamt {
  readonly proposals: number;
  readonly committed: number;
}

async function dream(digests: readonly SessionDigest[]): Promise<Dreamt> {
  const newSessions = new Set(digests.map(({ session }) => session));
  const workspace = parseWorkspaceFacts(new Map());
  const findings = await analyze({ digests, newSessions, memories: [], workspace, now });
  const about = { memories: [], workspace, rejected: [], waiting: [], dream: 'drm_bench', now };
  const { proposals } = propose({ findings, newSessions, ...about });
  const verdicts = proposals.map((proposal) => gate(proposal, buildContext()).verdict.verdict);
  if (process.argv.includes('--texts'))
    for (const { changes } of proposals) console.log(`    ${changes[0]?.after?.text.split('\n', 1)[0]}`);
  return { proposals: proposals.length, committed: verdicts.filter((verdict) => verdict === 'auto').length };
}

/** Five of the sessions, other ones for each `draw` and the same ones in each run. */
function drawFive(digests: readonly SessionDigest[], draw: number): readonly SessionDigest[] {
  const left = [...digests];
  let state = draw + 1;
  return Array.from({ length: FIVE }, () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return left.splice(Math.floor((state / 4_294_967_296) * left.length), 1);
  }).flat();
}

async function report(name: string, sessions: readonly Read[]): Promise<void> {
  const digests = sessions.map(({ digest }) => digest);
  const dreams: Dreamt[] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) dreams.push(await dream(drawFive(digests, draw)));
  const share = (holds: (one: Dreamt) => boolean): string =>
    `${((100 * dreams.filter(holds).length) / DRAWS).toFixed(1)} %`;
  console.log(
    `${name}: ${digests.length} sessions, ${DRAWS} draws of five: no proposal ${share(({ proposals }) => proposals === 0)}, one ${share(({ proposals }) => proposals === 1)}, more ${share(({ proposals }) => proposals > 1)}; something commits by itself ${share(({ committed }) => committed > 0)}`,
  );
}

if (existsSync(SESSIONS)) {
  const sessions = (await Promise.all((await readSessions()).map(read))).flat();
  await report(
    'quiet (no call failed or was refused, nothing said that a reader would keep)',
    sessions.filter(({ isQuiet }) => isQuiet),
  );
  await report(
    'short, whatever was said',
    sessions.filter(({ isShort }) => isShort),
  );
} else console.log('bench:quiet skipped: its data is not here');
