import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SPEND_LIMITS } from '../../src/core/dream/cost.ts';
import type { CallOptions, DreamOptions } from '../../src/core/dreamwright.ts';
import { anthropicDreams } from '../../src/models/hosted-dreams.ts';
import { PRICES } from '../../src/models/prices.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';
import { type HostedServer, startHostedServer } from './hosted-server.ts';

const OPTIONS: DreamOptions = {
  engine: 'hosted',
  hostedSessions: ['sesn_1', 'sesn_2'],
  trigger: 'command',
  dryRun: false,
  sensitivity: 'autonomous',
  instructions: 'Mind the parser.',
};
const SAID = scriptSession('s1', '2026-01-05', [
  { user: 'The release notes of the parser are written by hand, before each release.' },
  { assistant: 'Noted.' },
]);

let server: HostedServer;
beforeEach(async () => {
  server = await startHostedServer();
});
afterEach(() => server.close());

async function dreamWith(more: Partial<DreamOptions> = {}, call: CallOptions = {}) {
  const { dreamwright } = await openTemporary();
  await dreamwright.appendEvents(SAID.header, SAID.events);
  await dreamwright.remember({ text: 'The parser lives in src/parser.', path: '/parser/place.md' });
  await dreamwright.remember({ text: 'Tests of the parser run with make check.', path: '/parser/tests.md' });
  await dreamwright.remember({ text: 'The old lexer is gone.', path: '/parser/lexer.md' });
  const connection = { apiKey: 'sk-ant-test', baseUrl: server.url, log: () => undefined };
  const hosted = anthropicDreams(connection, { model: 'claude-opus-5', prices: PRICES, lookEveryMilliseconds: 1 });
  const outcome = await dreamwright.dream({ ...OPTIONS, ...more }, { hosted, ...call });
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  return { ...outcome, dreamwright };
}

function changedStore(mirror: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const left = new Map(mirror);
  left.set('/parser/tests.md', 'Tests of the parser run with make check, after make generate.');
  left.delete('/parser/lexer.md');
  left.set('/release/notes.md', 'Release notes of the parser are written by hand before each release.');
  left.set('/nowhere/zebra.md', 'Zebras gallop unseen.');
  left.set('/bad/../path.md', 'Illegal.');
  return left;
}

describe('the hosted engine', () => {
  test('mirrors the store, names the sessions, and takes the difference through the gate', async () => {
    server.play({ leaves: changedStore, states: ['pending', 'running', 'completed'] });
    const { record, items } = await dreamWith();
    const asked = server.requests.find(({ method, path }) => method === 'POST' && path === '/v1/dreams');
    expect(asked?.body).toEqual({
      inputs: [
        { type: 'memory_store', memory_store_id: 'memstore_1' },
        { type: 'sessions', session_ids: ['sesn_1', 'sesn_2'] },
      ],
      model: 'claude-opus-5',
      instructions: 'Mind the parser.',
    });
    const verdicts = Object.fromEntries(
      items.map(({ proposal, state }) => [`${proposal.operation} ${proposal.path}`, state]),
    );
    expect(verdicts).toEqual({
      'update /parser/tests.md': 'waiting',
      'prune /parser/lexer.md': 'waiting',
      'create /release/notes.md': 'waiting',
      // Nothing in our sessions speaks of it.
      'create /nowhere/zebra.md': 'refused',
    });
    const notes = items.find(({ proposal }) => proposal.path === '/release/notes.md');
    expect(notes?.proposal).toMatchObject({ origin: 'external', evidence: [{ session: 's1' }] });
    expect(record).toMatchObject({ engine: 'hosted', committed: 0, usage: { inputTokens: 1_000, outputTokens: 100 } });
    expect(record.cost).toBeCloseTo(0.0075);
    expect(record.notes?.join(' ')).toContain(
      "1 edit of Anthropic's hosted dream (claude-opus-5) dropped: 1 path not legal",
    );
  });

  test('drops what it makes up, and what a hedge or the words of our sessions do not bear', async () => {
    server.play({
      leaves: (mirror) =>
        new Map([
          ...mirror,
          ['/parser/tests.md', 'Tests of the parser run with make check in 30 seconds.'],
          ['/parser/place.md', 'The parser lives in src/grammar.'],
          ['/release/notes.md', 'Release notes of the parser are written by hand with docker before each release.'],
          ['/release/by-hand.md', 'Release notes of the parser are never written by hand.'],
        ]),
      states: ['completed'],
    });
    const { record, items } = await dreamWith();
    expect(items.filter(({ proposal }) => proposal.origin === 'external')).toEqual([]);
    expect(record.notes?.join(' ')).toContain(
      'dropped: 2 name not in the evidence, 1 number not in the evidence, 1 denies its evidence',
    );
  });

  test('leaves no copy of the memories behind, whatever happens', async () => {
    server.play({ leaves: changedStore, states: ['completed'] });
    await dreamWith();
    expect(server.stores()).toEqual([]);
    server.play({ leaves: changedStore, states: ['failed'] });
    const { record } = await dreamWith();
    expect(server.stores()).toEqual([]);
    expect(record).toMatchObject({ engine: 'local', status: 'completed' });
    expect(record.notes?.join(' ')).toContain('scripted failure');
  });

  test('stops the hosted dream at a cap and keeps what it has, without deletions', async () => {
    server.play({ leaves: changedStore, states: ['running'], inputTokens: 200_000 });
    const { record, items } = await dreamWith();
    expect(server.requests.some(({ path }) => path === '/v1/dreams/drm_hosted/cancel')).toBe(true);
    const kinds = items.map(({ proposal }) => proposal.operation);
    expect(kinds).toContain('update');
    expect(kinds).not.toContain('prune');
    expect(record.notes?.join(' ')).toContain('A cap was met');
  });

  test('keeps in the journal what was sent, when and how much, and none of its words', async () => {
    server.play({ leaves: changedStore, states: ['running', 'completed'] });
    const { record, dreamwright } = await dreamWith();
    const noted = (await dreamwright.journal()).flatMap(({ at, actor, record: entry }) =>
      entry?.kind === 'model-called' ? [{ at, actor, call: entry.call }] : [],
    );
    const told = { model: 'hosted:claude-opus-5', purpose: 'dream', end: 'complete' };
    const by = { at: expect.stringMatching(/^2026-03-01T/u), actor: { kind: 'dream', dream: record.id } };
    const sent = (await dreamwright.memories()).reduce((sum, { path, text }) => sum + path.length + text.length, 0);
    expect(noted).toEqual([
      { ...by, call: { ...told, sent: 'a copy of 3 memories', sentCharacters: sent, inputTokens: 0, outputTokens: 0 } },
      {
        ...by,
        call: {
          ...told,
          sent: 'a hosted dream over 2 sessions',
          sentCharacters: 'Mind the parser.sesn_1sesn_2'.length,
          inputTokens: 1_000,
          outputTokens: 100,
          cost: 0.0075,
        },
      },
    ]);
    expect(JSON.stringify(noted)).not.toContain('parser lives');
  });

  test('asks again where the service is overloaded for a moment', async () => {
    const overloaded = { request: /POST \/v1\/dreams$/u, status: 529, times: 1 };
    server.play({ leaves: changedStore, states: ['completed'], fails: overloaded });
    expect((await dreamWith()).record.engine).toBe('hosted');
  });

  test('gives way to the local engine, says so and leaves no copy where the service stays out of order', async () => {
    const broken = { request: /\/memories$/u, status: 503, times: 100 };
    server.play({ leaves: changedStore, states: ['completed'], fails: broken });
    const { record, dreamwright } = await dreamWith();
    expect(record).toMatchObject({ engine: 'local', status: 'completed' });
    expect(record.notes?.join(' ')).toMatch(/failed \(.*scripted trouble.*\); the local engine wrote the proposals/u);
    expect(server.stores()).toEqual([]);
    const ends = (await dreamwright.journal()).flatMap(({ record: entry }) =>
      entry?.kind === 'model-called' ? [entry.call.end] : [],
    );
    expect(ends).toEqual(['error']);
  });

  test('stops a hosted dream that it can no longer see', async () => {
    const unseen = { request: /GET \/v1\/dreams\/drm_hosted/u, status: 500, times: 100 };
    server.play({ leaves: changedStore, states: ['running'], fails: unseen });
    expect((await dreamWith()).record).toMatchObject({ engine: 'local', status: 'completed' });
    expect(server.requests.some(({ path }) => path.endsWith('/cancel'))).toBe(true);
    expect(server.stores()).toEqual([]);
  });

  test('sends nothing when the day has nothing left to spend', async () => {
    const { record } = await dreamWith({ limits: { ...DEFAULT_SPEND_LIMITS, tokensPerDay: 0 } });
    expect(server.requests).toEqual([]);
    expect(record).toMatchObject({ engine: 'local', cost: 0 });
  });

  test('stops the hosted dream when the person cancels', async () => {
    server.play({ leaves: changedStore, states: ['running'] });
    const controller = new AbortController();
    const looking = setInterval(() => {
      if (server.requests.some(({ method, path }) => method === 'GET' && path.startsWith('/v1/dreams')))
        controller.abort();
    }, 1);
    const { record, dreamwright } = await dreamWith({}, { signal: controller.signal });
    clearInterval(looking);
    expect(record).toMatchObject({ status: 'cancelled', usage: { inputTokens: 1_000, outputTokens: 100 } });
    expect(server.requests.some(({ path }) => path.endsWith('/cancel'))).toBe(true);
    expect(server.stores()).toEqual([]);
    expect(await dreamwright.memories()).toHaveLength(3);
  });
});
