import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DreamOptions } from '../../src/core/dreamwright.ts';
import { openTemporary } from './open-temporary.ts';

const SAMPLE = join(import.meta.dirname, '../sample/sessions');
const FILES = readdirSync(SAMPLE).map((name) => join(SAMPLE, name));
const OPTIONS: DreamOptions = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' };
const FIVE = 5;

/** No call failed, and the session is short. */
function isQuiet(file: string): boolean {
  const text = readFileSync(file, 'utf8');
  return text.length < 400_000 && !/"is_error":\s*true/u.test(text);
}

async function dreamOver(files: readonly string[]) {
  const { dreamwright } = await openTemporary();
  await dreamwright.import(files, { trust: 'user' });
  const outcome = await dreamwright.dream(OPTIONS);
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  return outcome;
}

it('the lint failure that comes again and again is what a dream over the sample finds first, and once', async () => {
  const { findings } = await dreamOver(FILES);
  expect(findings[0]).toMatchObject({ kind: 'recurring-failure', summary: expect.stringMatching(/\blint/u) });
  const ofLint = findings.filter(({ kind, summary }) => kind === 'recurring-failure' && /\blint/iu.test(summary));
  expect(ofLint.map(({ summary }) => summary)).toHaveLength(1);
});

it('from quiet sessions of the sample nothing commits by itself, and at most one edit is proposed in five', async () => {
  const quiet = FILES.filter(isQuiet);
  expect(quiet.length).toBeGreaterThan(0);
  const { items } = await dreamOver(quiet);
  expect(items.filter(({ state }) => state === 'committed')).toEqual([]);
  expect(items.length).toBeLessThanOrEqual(Math.ceil(quiet.length / FIVE));
});
