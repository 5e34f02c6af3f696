import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claudeModel } from '../../src/models/claude.ts';
import { type MessagesServer, startMessagesServer } from '../models/messages-server.ts';
import { policy } from './policy.ts';
import { openShop, type Shop, type TaskRun } from './shop.ts';
import { TASKS } from './tasks.ts';

const WITHOUT = ['npm test', 'npm run build', 'npm test'];
const WITH = ['npm run build', 'npm test'];

/**
 * The model is a few rules behind a real HTTP server, so this shows that the loop is closed: what happens in sessions gets
 * through the dream into the next prompt and changes what is done. How much a real model gains it does not show.
 */
describe('the loop from a session through a dream into the next prompt', () => {
  let server: MessagesServer;
  let shop: Shop;
  const runs: TaskRun[] = [];

  beforeAll(async () => {
    server = await startMessagesServer();
    server.follow(policy);
    const connection = { apiKey: 'key', baseUrl: server.url, log: () => undefined };
    shop = await openShop(
      claudeModel(connection, { id: 'policy', name: 'Policy', contextTokens: 200_000, maxAnswerTokens: 8_000 }),
    );
    for (const task of TASKS.slice(0, 3)) runs.push(await shop.work(task));
  }, 120_000);
  afterAll(async () => {
    await shop.close();
    await server.close();
  });

  test('first: the agent reads, mends, runs the obvious command, finds the build, and reaches its goal', () => {
    expect(runs.map(({ outcome }) => outcome.goal?.result)).toEqual(['satisfied', 'satisfied', 'satisfied']);
    expect(runs.map(({ commands }) => commands)).toEqual([WITHOUT, WITHOUT, WITHOUT]);
    expect(runs[0]?.outcome.goal?.criteria).toMatchObject([
      { text: '`npm test` passes', isMet: true, by: 'command' },
      { text: 'the rule in src/discount.js is the one asked for', isMet: true, by: 'grader' },
    ]);
    expect(shop.workspace.read('src/discount.js')).toContain('quantity >= 10');
  });

  test('then: a dream learns the order from three sessions and commits it by itself', async () => {
    const dream = await shop.dreamwright.dream({
      engine: 'local',
      trigger: 'idle',
      dryRun: false,
      sensitivity: 'balanced',
    });
    expect(dream).toMatchObject({ kind: 'ended', record: { status: 'completed', committed: 1 } });
    const memories = await shop.dreamwright.memories();
    expect(memories.map(({ text }) => text.split('\n', 1)[0])).toEqual(['Run `npm run build` before `npm test`.']);
    expect(new Set(memories[0]?.evidence.map(({ session }) => session))).toEqual(
      new Set(runs.map(({ session }) => session)),
    );
  });

  test('last: the next session starts with it in its prompt and takes the short way', async () => {
    const before = server.requests.length;
    const [task] = TASKS.slice(3);
    if (task === undefined) throw new Error('There are six tasks.');
    const run = await shop.work(task);
    const [first] = server.requests.slice(before);
    expect(JSON.stringify(first?.body)).toContain('Run `npm run build` before `npm test`.');
    expect(run.commands).toEqual(WITH);
    expect(run.outcome.goal).toMatchObject({ result: 'satisfied', round: 1 });
    expect(run.outcome.goal?.steps).toBeLessThan(runs[0]?.outcome.goal?.steps ?? 0);
  });

  test('without memory the same task takes the long way still', async () => {
    const [task] = TASKS.slice(3);
    if (task === undefined) throw new Error('There are six tasks.');
    expect((await shop.work(task, { isMemoryOn: false })).commands).toEqual(WITHOUT);
  });

  test('a session that goes well rewards the memory that it recalled', async () => {
    const [memory] = await shop.dreamwright.memories();
    expect(await shop.dreamwright.reward(memory?.id ?? '')).toEqual({ good: 1, bad: 0 });
  });
});
