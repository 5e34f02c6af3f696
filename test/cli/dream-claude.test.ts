import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MessagesServer, startMessagesServer } from '../models/messages-server.ts';
import { aCommandLine, FAILING, PLAIN } from './a-command-line.ts';

const CLAUDE = ['dream', '--json', '--engine', 'claude', '--now', '2026-03-01T12:00:00Z'];

let server: MessagesServer;
beforeEach(async () => {
  server = await startMessagesServer();
});
afterEach(() => server.close());

async function aLine(environment: Readonly<Record<string, string>> = { ANTHROPIC_API_KEY: 'sk-ant-test' }) {
  const line = aCommandLine(environment);
  await line.run('import', line.file('plain.jsonl', PLAIN + FAILING), '--trust', 'user', '--store', line.store);
  return (...more: readonly string[]) => line.run(...CLAUDE, '--store', line.store, '--base-url', server.url, ...more);
}

function edits(text: string) {
  const evidence = [{ event: 'e1', quote: 'always run `pnpm lint` before you commit' }];
  const edit = {
    operation: 'create',
    path: '/commits/lint.md',
    kind: 'preference',
    text,
    reason: 'Said so.',
    evidence,
  };
  const answer = { lookups: [], edits: [{ ...edit, findings: ['f1'] }], dismissed: [] };
  return {
    kind: 'stream',
    steps: [
      { kind: 'text', text: JSON.stringify(answer) },
      { kind: 'stop', reason: 'end_turn' },
    ],
  } as const;
}

const NO_OBJECTION = {
  kind: 'stream',
  steps: [
    { kind: 'text', text: '{"objections":[]}' },
    { kind: 'stop', reason: 'end_turn' },
  ],
} as const;

/** The list of models is asked for first. */
const LISTED = { kind: 'stream', steps: [] } as const;

describe('dream --engine claude', () => {
  test('takes the proposals of the model and tells estimate, usage and real cost', async () => {
    const dream = await aLine();
    server.play(LISTED, edits('Run `pnpm lint` before you commit.'), NO_OBJECTION);
    const { code, out } = await dream();
    expect(code).toBe(0);
    const answer = JSON.parse(out.join('\n'));
    expect(answer.dream).toMatchObject({
      engine: 'claude',
      usage: { input_tokens: 2 * 42, output_tokens: 2 * 7 },
      estimate: { requests: 2 },
    });
    // In each of two calls 12 plain tokens at $2, 30 from the cache at $0.10, 7 written at $10 a million.
    expect(answer.dream.cost).toBeCloseTo((2 * (12 * 2 + 30 * 0.1 + 7 * 10)) / 1e6, 9);
    expect(answer.dream.notes.join(' ')).toContain('judged');
    expect(answer.proposals.map(({ path }: { path: string }) => path)).toContain('/commits/lint.md');
  });

  test('leaves the judging to the rules with --no-judge', async () => {
    const dream = await aLine();
    server.play(LISTED, edits('Run `pnpm lint` before you commit.'), NO_OBJECTION);
    const { out } = await dream('--no-judge');
    expect(JSON.parse(out.join('\n')).dream).toMatchObject({
      usage: { input_tokens: 42, output_tokens: 7 },
      estimate: { input_tokens: 1_234, requests: 1 },
    });
  });

  test('spends nothing above --max-cost', async () => {
    const dream = await aLine();
    server.play(LISTED, edits('Run `pnpm lint` before you commit.'));
    const { out } = await dream('--max-cost', '0.0001');
    expect(JSON.parse(out.join('\n')).dream).toMatchObject({ engine: 'local', cost: 0, usage: { input_tokens: 0 } });
    expect(server.requests.filter(({ path }) => path === '/v1/messages')).toEqual([]);
  });

  test('counts by the prices of a file of the person’s own, and says what is wrong with one', async () => {
    const line = aCommandLine({ ANTHROPIC_API_KEY: 'sk-ant-test' });
    await line.run('import', line.file('plain.jsonl', PLAIN + FAILING), '--trust', 'user', '--store', line.store);
    const price = { input: 100, output: 100, cacheWrite: 100, cacheRead: 100 };
    const own = { asOf: '2026-02-01', models: { 'claude-sonnet-5-5': price } };
    const file = line.file('prices.json', JSON.stringify(own));
    const dream = (...more: readonly string[]) =>
      line.run(...CLAUDE, '--store', line.store, '--base-url', server.url, '--no-judge', ...more);
    server.play(LISTED, edits('Run `pnpm lint` before you commit.'));
    const { out } = await dream('--prices', file, '--max-cost', '1000');
    expect(JSON.parse(out.join('\n')).dream.cost).toBeCloseTo((42 + 7) * 0.0001, 6);
    const wrong = await dream('--prices', line.file('wrong.json', '{}'));
    expect(wrong).toMatchObject({ code: 1, errors: [expect.stringContaining('in US dollars for a million tokens')] });
  });

  test('says which key it misses, and which one was refused', async () => {
    const missing = await (await aLine({}))();
    expect(missing).toMatchObject({ code: 1, out: [] });
    expect(missing.errors[0]).toContain('ANTHROPIC_API_KEY');
    server.play({ kind: 'refuse', status: 401, type: 'authentication_error' });
    const refused = await (await aLine())();
    expect(refused.code).toBe(1);
    expect(refused.errors[0]).toContain('refused the key');
  });

  test('keeps the key out of the store and of what is sent to others', async () => {
    const dream = await aLine();
    server.play(LISTED, { kind: 'refuse', status: 529, type: 'overloaded_error' });
    const { out } = await dream();
    expect(out.join('\n')).not.toContain('sk-ant-test');
    expect(JSON.parse(out.join('\n')).dream.notes.join(' ')).toContain('the local engine wrote the proposals');
  });
});
