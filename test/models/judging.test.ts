import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DreamModel } from '../../src/core/dream/engine/dream-model.ts';
import type { DreamEngine } from '../../src/core/dreamwright.ts';
import { vscodeDreamModel } from '../../src/editor/models/vscode-dream-model.ts';
import type { EditorModelPart } from '../../src/editor/models/vscode-model.ts';
import { claudeDreamModel } from '../../src/models/claude-dream-model.ts';
import { PRICES } from '../../src/models/prices.ts';
import { storeWithSessions } from './engine-conformance.ts';
import { type MessagesServer, type Script, startMessagesServer } from './messages-server.ts';

const INFO = { id: 'claude-sonnet-5-5', name: 'Claude Sonnet 5.5', contextTokens: 200_000, maxAnswerTokens: 8_000 };
const LINT = '/preferences/always-run-pnpm-lint-before-you-commit.md';
const NO_EDITS = '{"edits":[]}';
const OBJECTS_TO_LINT = '{"objections":[{"proposal":"p1","principle":1,"why":"the quote says it of commits alone"}]}';

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(() => server.close());

function says(text: string): Script {
  return {
    kind: 'stream',
    steps: [
      { kind: 'text', text },
      { kind: 'stop', reason: 'end_turn' },
    ],
  };
}

function claude(...answers: readonly string[]): DreamModel {
  server.play(...answers.map(says));
  const connection = { apiKey: 'sk-ant-test-key', baseUrl: server.url, log: () => undefined };
  return claudeDreamModel(connection, INFO, { prices: PRICES, batchMinutes: 0, firstLookMilliseconds: 1 });
}

async function* piece(text: string): AsyncGenerator<EditorModelPart> {
  yield { kind: 'text', text };
}

function ofVscode(...answers: readonly string[]): DreamModel {
  let asked = 0;
  return vscodeDreamModel({
    id: 'vendor/model',
    name: 'A model',
    maxInputTokens: 64_000,
    seesImages: false,
    count: async (text) => text.length / 4,
    send: async () => piece(answers[Math.min(asked++, answers.length - 1)] ?? ''),
  });
}

async function dreamOf(
  engine: DreamEngine,
  model: DreamModel,
  given: { readonly isJudged?: boolean } = { isJudged: true },
) {
  const dreamwright = await storeWithSessions();
  const options = { engine, trigger: 'command', dryRun: false, sensitivity: 'balanced', ...given } as const;
  const outcome = await dreamwright.dream(options, { model });
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  const lint = outcome.items.find(({ proposal }) => proposal.path === LINT);
  if (lint === undefined) throw new Error(`nothing proposed at ${LINT}`);
  return { dreamwright, outcome, lint };
}

describe.each([
  ['Claude', 'claude', claude],
  ['a model of VS Code', 'vscode', ofVscode],
] as const)('the judging call of %s', (_, engine, play) => {
  test('holds for a person what the rules would have let through', async () => {
    const unjudged = await dreamOf(engine, play(NO_EDITS, '{"objections":[]}'));
    expect(unjudged.lint.state).toBe('committed');
    const { lint, outcome, dreamwright } = await dreamOf(engine, play(NO_EDITS, OBJECTS_TO_LINT));
    expect(lint).toMatchObject({ state: 'waiting', verdict: { verdict: 'review' } });
    expect(lint.verdict.hits.at(-1)).toMatchObject({
      rule: 'constitution.objection',
      detail: expect.stringContaining('the quote says it of commits alone'),
    });
    expect(outcome.record.notes?.join(' ')).toContain('judged 2 proposals by the constitution and objected to 1');
    expect((await dreamwright.memories()).map(({ path }) => path)).not.toContain(LINT);
  });

  test('stands in the journal as a call of its own, with its size', async () => {
    const { dreamwright } = await dreamOf(engine, play(NO_EDITS, OBJECTS_TO_LINT));
    const calls = (await dreamwright.journal()).flatMap(({ record }) =>
      record?.kind === 'model-called' ? [record.call] : [],
    );
    expect(calls.map(({ purpose, end }) => [purpose, end])).toEqual([
      ['dream', 'complete'],
      ['judge', 'complete'],
    ]);
    expect(calls[1]?.sentCharacters).toBeGreaterThan(1_000);
    expect((await dreamwright.dreams())[0]?.model).toBe(calls[0]?.model);
    expect(await dreamwright.verifyJournal()).toMatchObject({ ok: true });
  });

  test('lets nothing through that the rules hold, whatever it says', async () => {
    const { outcome } = await dreamOf(
      engine,
      play(NO_EDITS, '{"objections":[],"approve":["p1","p2"],"verdict":"auto"}'),
    );
    const { outcome: without } = await dreamOf(engine, play(NO_EDITS), {});
    expect(outcome.items.map(({ state }) => state)).toEqual(without.items.map(({ state }) => state));
  });

  test('is not made unless it was chosen', async () => {
    const { dreamwright } = await dreamOf(engine, play(NO_EDITS, OBJECTS_TO_LINT), {});
    const journal = JSON.stringify(await dreamwright.journal());
    expect(journal).not.toContain('"purpose":"judge"');
  });
});

test('the judging call counts in the estimate of a dream', async () => {
  const dreamwright = await storeWithSessions();
  const options = { engine: 'claude', trigger: 'command', dryRun: true, sensitivity: 'balanced' } as const;
  const alone = await dreamwright.estimateDream(options, { model: claude(NO_EDITS) });
  const judged = await dreamwright.estimateDream({ ...options, isJudged: true }, { model: claude(NO_EDITS) });
  expect(judged.requests).toBe(alone.requests + 1);
  expect(judged.dollars).toBeGreaterThan(alone.dollars ?? 0);
});
