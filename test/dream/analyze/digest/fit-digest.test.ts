import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { analyze } from '../../../../src/core/dream/analyze/analyze.ts';
import type { SessionDigest } from '../../../../src/core/dream/analyze/digest/digest.ts';
import { readDigest } from '../../../../src/core/dream/analyze/digest/digest-session.ts';
import { fitDigest } from '../../../../src/core/dream/analyze/digest/fit-digest.ts';
import { parseWorkspaceFacts } from '../../../../src/core/dream/workspace-facts.ts';
import { packJson } from '../../../../src/core/pack-json.ts';
import { readSessions } from '../../../bench/read-sessions.ts';

const sessions = await readSessions(resolve(import.meta.dirname, '../../../sample/sessions'));
const whole = await Promise.all(
  sessions.map(async (events) => {
    const [{ session, agent } = { session: '', agent: '' }] = events;
    return readDigest({ session, agent, trust: 'user', format: 'claude-code' }, events);
  }),
);
const kept = whole.map(({ digest, size }) => ({ digest: fitDigest(digest, size), size }));

async function told(digests: readonly SessionDigest[]): Promise<readonly string[]> {
  const newSessions = new Set(digests.map(({ session }) => session));
  const workspace = parseWorkspaceFacts(new Map());
  const findings = await analyze({ digests, newSessions, memories: [], workspace, now: new Date('2026-03-01') });
  // A remark of one small session may go.
  const lasting = findings.filter(({ score }) => score > 0.15);
  return lasting.map(({ score, kind, summary }) => `${score} ${kind} ${summary}`);
}

/** A digest has a frame that does not shrink; see `FLOOR` of `fitDigest`. */
const TINY = 50_000;

it('keeps a twentieth of the sessions, without a loss to what is found in them', async () => {
  const large = kept.filter(({ size }) => size > TINY);
  const sizes = large.map(({ digest, size }) => ({ size, packed: packJson(digest).length }));
  const [size, packed] = [sum(sizes.map((one) => one.size)), sum(sizes.map((one) => one.packed))];
  expect(packed * 20).toBeLessThan(size);
  const found = await told(kept.map(({ digest }) => digest));
  expect(found.length).toBeGreaterThan(5);
  expect(found).toEqual(await told(whole.map(({ digest }) => digest)));
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
