import { expect, test } from 'vitest';
import { expectGrounded, storeWithSessions } from './engine-conformance.ts';

test('the local engine, as every engine, cites what is there, and spends nothing', async () => {
  const dreamwright = await storeWithSessions();
  const options = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' } as const;
  expect(await dreamwright.estimateDream(options)).toEqual({ requests: 0, inputTokens: 0, dollars: 0, cap: null });
  const outcome = await dreamwright.dream(options);
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  expect(outcome.record).toMatchObject({ engine: 'local', cost: 0, usage: { inputTokens: 0, outputTokens: 0 } });
  expect(outcome.record.estimate).toBeUndefined();
  expect(outcome.items.length).toBeGreaterThan(0);
  await expectGrounded(dreamwright, outcome.items);
});

const DREAM = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' } as const;

test('what a rule file says is left out and told, and what one denies waits with its words', async () => {
  const files = { 'CLAUDE.md': 'Run `make generate` before `make check`.\n\nNever use pnpm, always use npm.\n' };
  const dreamwright = await storeWithSessions({ files });
  const outcome = await dreamwright.dream(DREAM);
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  expect(outcome.items.map(({ proposal }) => proposal.path).filter((path) => path.startsWith('/check/'))).toEqual([]);
  expect(outcome.record.notes?.join(' ')).toContain('“Run `make generate` before `make check`.” (CLAUDE.md)');
  const denied = outcome.items.find(({ proposal }) => proposal.path.includes('pnpm-lint'));
  expect(denied).toMatchObject({ state: 'waiting', proposal: { against: { file: 'CLAUDE.md' } } });
  expect(denied?.proposal.reason).toContain('but CLAUDE.md says “Never use pnpm, always use npm.”');
  expect(denied?.verdict.hits.map(({ rule }) => rule)).toContain('semantic.contradicts-rules');
});

test('says that it read no instructions, in its own dreams and where it stands in for a model', async () => {
  for (const options of [DREAM, { ...DREAM, engine: 'claude' as const, noModel: 'No key is set' }]) {
    const dreamwright = await storeWithSessions();
    const told = async (more: object) => {
      const outcome = await dreamwright.dream({ ...options, ...more });
      return outcome.kind === 'ended' ? (outcome.record.notes ?? []).join(' ') : '';
    };
    expect(await told({})).not.toContain('instructions');
    expect(await told({ instructions: 'Mind the parser.' })).toContain('instructions were not used');
  }
});
