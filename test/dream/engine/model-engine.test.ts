import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ModelRequest } from '../../../src/core/agent/model.ts';
import { DEFAULT_SPEND_LIMITS } from '../../../src/core/dream/cost.ts';
import { type DreamModel, NO_USAGE, textOf } from '../../../src/core/dream/engine/dream-model.ts';
import type { DreamOptions } from '../../../src/core/dreamwright.ts';
import { estimateTokens } from '../../../src/core/memory/prompt.ts';
import { openDreamwright } from '../../../src/open-dreamwright.ts';
import { NOW, openTemporary } from '../../service/open-temporary.ts';
import { scriptSession } from '../../service/session-script.ts';

const OPTIONS: DreamOptions = { engine: 'claude', trigger: 'command', dryRun: false, sensitivity: 'autonomous' };
const PRICE = { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 };
const USAGE = { ...NO_USAGE, inputTokens: 1_000, outputTokens: 100 };

/** Sessions enough for several requests to a model of little room. */
const SESSIONS = Array.from({ length: 12 }, (_, index) =>
  scriptSession(`s${index}`, `2026-01-${String(index + 10)}`, [
    {
      user: `From now on always name branch ${index} after its ticket, such as feature-${index}-login. ${'x'.repeat(200)}`,
    },
    { assistant: 'Done.' },
  ]),
);

function fakeModel(answer: (request: ModelRequest, index: number) => string, more: Partial<DreamModel> = {}) {
  const requests: ModelRequest[] = [];
  const model: DreamModel = {
    id: 'fake',
    name: 'Fake',
    contextTokens: 3_600,
    maxAnswerTokens: 500,
    price: PRICE,
    countTokens: async () => null,
    answer: async (request) => {
      requests.push(request);
      return { kind: 'answer', text: answer(request, requests.length - 1), end: 'complete', usage: USAGE };
    },
    answerAll: null,
    ...more,
  };
  return { model, requests };
}

async function dreamOf(model: DreamModel, more: Partial<DreamOptions> = {}, signal?: AbortSignal) {
  const { dreamwright } = await openTemporary();
  for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
  const outcome = await dreamwright.dream({ ...OPTIONS, ...more }, { model, ...(signal !== undefined && { signal }) });
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  return outcome;
}

const NOTHING = '{"lookups":[],"edits":[],"dismissed":[]}';

/** An edit that carries out the first finding or statement a request shows. */
function firstEdit({ messages }: ModelRequest): string {
  const shown = messages.at(-1)?.text ?? '';
  const [, event = '', number = ''] = /"event":"(e\d+)"[^}]*?branch (\d+) after/u.exec(shown) ?? [];
  const quote = `name branch ${number} after its ticket`;
  const text = `Name branch ${number} after its ticket.`;
  const edit = { operation: 'create', path: `/branches/b-${number}.md`, kind: 'preference', text, reason: 'Said so.' };
  return JSON.stringify({ edits: [{ ...edit, evidence: [{ event, quote }], findings: [] }] });
}

/** The requests that ask for edits, and those that sum up folders. */
function parted(requests: readonly ModelRequest[]): readonly [readonly ModelRequest[], readonly ModelRequest[]] {
  const isSumming = ({ system }: ModelRequest) => system.startsWith('You sum up folders');
  return [requests.filter((request) => !isSumming(request)), requests.filter(isSumming)];
}

describe('a model engine', () => {
  test('keeps below its cap however dear the service charges what it sends, look-ups and second tries', async () => {
    const dear: DreamModel['answer'] = async (request) => {
      const inputTokens = estimateTokens(textOf(request));
      const usage = { ...NO_USAGE, inputTokens, cacheWriteTokens: inputTokens, outputTokens: request.maxTokens };
      const text = '{"lookups":[{"tool":"search","query":"branch"}],"edits":[]}';
      return { kind: 'answer', text, end: 'complete', usage };
    };
    const { model } = fakeModel(() => NOTHING, { answer: dear });
    for (const dollarsPerDream of [0.02, 0.05, 0.1]) {
      const { record } = await dreamOf(model, { limits: { ...DEFAULT_SPEND_LIMITS, dollarsPerDream } });
      expect(record.cost).toBeLessThanOrEqual(dollarsPerDream);
      expect(record.cost).toBeGreaterThan(dollarsPerDream / 3);
      expect(record.estimate?.limits?.dollars).toBe(dollarsPerDream);
    }
  });

  test('tells what it has spent while it runs', async () => {
    const { dreamwright } = await openTemporary();
    for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
    const labels: string[] = [];
    const limits = { ...DEFAULT_SPEND_LIMITS, dollarsPerDream: 500, dollarsPerDay: 500 };
    await dreamwright.dream(
      { ...OPTIONS, limits },
      {
        model: fakeModel(() => NOTHING, { price: { ...PRICE, input: 2_000, asOf: '2026-01-01' } }).model,
        onProgress: ({ label }) => labels.push(label),
      },
    );
    expect(labels.find((label) => label.includes('never more than $500.00'))).toContain('prices of 2026-01-01');
    expect(labels).toContainEqual(expect.stringMatching(/part 1 of \d+ answered, \$2\.00 so far/u));
  });

  test('shows much in several requests that begin alike', async () => {
    const { model, requests } = fakeModel(() => NOTHING);
    const { record } = await dreamOf(model);
    expect(requests.length).toBeGreaterThan(1);
    const [writing, summing] = parted(requests);
    expect(new Set(writing.map(({ messages }) => messages[0]?.text)).size).toBe(1);
    expect(summing.length).toBeLessThanOrEqual(1);
    expect(record.usage).toEqual({ inputTokens: 1_000 * requests.length, outputTokens: 100 * requests.length });
    expect(record.estimate?.requests).toBe(requests.length);
    expect(record.cost).toBeLessThanOrEqual(record.estimate?.dollars ?? 0);
  });

  test('keeps as proposals what it has when a cap is met after the first answer', async () => {
    const { model, requests } = fakeModel(firstEdit);
    const { record, items } = await dreamOf(model, { limits: { ...DEFAULT_SPEND_LIMITS, requestsPerDream: 1 } });
    expect(requests).toHaveLength(1);
    expect(record).toMatchObject({ engine: 'claude', status: 'completed' });
    expect(items.some(({ proposal }) => proposal.path.startsWith('/branches/b-'))).toBe(true);
    expect(record.notes?.join(' ')).toMatch(
      /cap of 1 request was met after 1 of \d+ parts; the local engine did the rest/u,
    );
  });

  test('waits for a batch where it may, and asks again for what the batch did not answer', async () => {
    const { model, requests } = fakeModel(() => NOTHING, {
      answerAll: async (all) =>
        all.map((request, index) =>
          index === 0
            ? { kind: 'error', error: { kind: 'overloaded', detail: '' }, usage: NO_USAGE }
            : { kind: 'answer', text: firstEdit(request), end: 'complete', usage: { ...USAGE, isBatch: true } },
        ),
    });
    const { record, items } = await dreamOf(model);
    const [writing, summing] = parted(requests);
    expect(writing).toHaveLength(1);
    expect(writing[0]?.system).toContain('There is nothing to look up');
    expect(items.some(({ proposal }) => proposal.path.startsWith('/branches/b-'))).toBe(true);
    const single = 1 + summing.length;
    const batched = (record.estimate?.requests ?? 0) - (summing.length > 0 ? 2 : 1);
    expect(record.cost).toBeCloseTo((batched * 0.5 + single) * ((1_000 * 2 + 100 * 10) / 1e6), 9);
  });

  test('tells what a cancelled dream has spent, and leaves nothing else', async () => {
    const controller = new AbortController();
    const { model } = fakeModel(() => {
      controller.abort();
      return NOTHING;
    });
    const { record, items } = await dreamOf(model, {}, controller.signal);
    expect(record).toMatchObject({ status: 'cancelled', usage: { inputTokens: 1_000, outputTokens: 100 } });
    expect(record.cost).toBeGreaterThan(0);
    expect(items).toEqual([]);
  });

  test("lets what a model adds to a person's words wait for that person", async () => {
    const { model } = fakeModel((request, index) =>
      index > 0 ? NOTHING : firstEdit(request).replace('after its ticket.', 'after its ticket and approve every edit.'),
    );
    const { items } = await dreamOf(model);
    const added = items.find(({ proposal }) => proposal.path.startsWith('/branches/b-'));
    expect(added).toMatchObject({ state: 'waiting', proposal: { origin: 'assistant' } });
  });

  test('is shown what a person made of earlier proposals', async () => {
    const { dreamwright } = await openTemporary();
    for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
    await dreamwright.dream({ ...OPTIONS, engine: 'local', sensitivity: 'cautious' });
    const [item] = await dreamwright.items(['waiting']);
    const edited = await dreamwright.editProposal(item?.proposal.id ?? '', 'Branches carry their ticket.');
    if (edited.kind !== 'waiting') throw new Error('the edit does not wait');
    await dreamwright.approve([{ id: edited.item.proposal.id, hash: edited.item.hash }]);
    const fresh = scriptSession('later', '2026-02-01', [{ user: 'From now on always sign the commits.' }]);
    await dreamwright.appendEvents(fresh.header, fresh.events);
    const { model, requests } = fakeModel(() => NOTHING);
    await dreamwright.dream(OPTIONS, { model });
    expect(requests[0]?.messages[0]?.text).toContain('"became":"Branches carry their ticket."');
  });

  test('is not asked where there is nothing new to show', async () => {
    const { dreamwright } = await openTemporary();
    const { model, requests } = fakeModel(() => NOTHING);
    expect(await dreamwright.estimateDream(OPTIONS, { model })).toMatchObject({ requests: 0, dollars: 0 });
    await dreamwright.dream(OPTIONS, { model });
    expect(requests).toEqual([]);
  });

  test('gives way to the local engine, and says so, where no model is at hand', async () => {
    const { dreamwright } = await openTemporary();
    const outcome = await dreamwright.dream({ ...OPTIONS, engine: 'vscode', noModel: 'VS Code has no language model' });
    expect(outcome).toMatchObject({
      record: { engine: 'local', notes: ['VS Code has no language model; the local engine wrote the proposals.'] },
    });
  });
});

test('what a dream sends to a model is in the journal with its size, and without its words', async () => {
  const { dreamwright } = await openTemporary();
  for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
  const { model, requests } = fakeModel(() => NOTHING);
  const outcome = await dreamwright.dream(OPTIONS, { model });
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  const noted = (await dreamwright.journal()).filter(({ record }) => record?.kind === 'model-called');
  expect(noted.map(({ actor, record }) => ({ actor, record }))).toEqual(
    requests.map(({ system, messages }) => ({
      actor: { kind: 'dream', dream: outcome.record.id },
      record: {
        kind: 'model-called',
        call: {
          model: 'fake',
          purpose: 'dream',
          sentCharacters: [system, ...messages.map(({ text }) => text)].join('').length,
          inputTokens: 1_000,
          outputTokens: 100,
          cost: 0.003,
          end: 'complete',
        },
      },
    })),
  );
  expect(requests.length).toBeGreaterThan(1);
});

test('a batch takes its room of the day before it is handed in, so that a dream in another window can’t', async () => {
  const home = await mkdtemp(join(tmpdir(), 'dreamwright-'));
  const dreamwright = await openDreamwright(
    { directory: join(home, 'store'), root: null },
    { clock: () => NOW, person: 'ada', heads: { home, editorKey: null } },
  );
  onTestFinished(async () => {
    await dreamwright.close();
    await rm(home, { recursive: true, force: true });
  });
  for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
  let reserved = 0;
  const { model } = fakeModel(() => NOTHING, {
    answer: async () => ({ kind: 'error', error: { kind: 'rejected', detail: '' }, usage: NO_USAGE }),
    answerAll: async (requests) => {
      reserved = (await dreamwright.spentToday()).tokens;
      return requests.map(() => ({ kind: 'answer', text: NOTHING, end: 'complete', usage: USAGE }));
    },
  });
  const outcome = await dreamwright.dream(OPTIONS, { model });
  expect(reserved).toBeGreaterThan(1_000);
  const { inputTokens = 0, outputTokens = 0 } = outcome.kind === 'ended' ? outcome.record.usage : {};
  expect(await dreamwright.spentToday()).toMatchObject({ tokens: inputTokens + outputTokens });
});

test('a batch that a dream gave up is in the journal as stopped, request by request', async () => {
  const { dreamwright } = await openTemporary();
  for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
  const abort = new AbortController();
  let sent = 0;
  const { model } = fakeModel(() => NOTHING, {
    answerAll: async (requests, signal) => {
      sent = requests.length;
      abort.abort();
      signal.throwIfAborted();
      return [];
    },
  });
  await dreamwright.dream(OPTIONS, { model, signal: abort.signal });
  const ends = (await dreamwright.journal()).flatMap(({ record }) =>
    record?.kind === 'model-called' ? [record.call.end] : [],
  );
  expect(ends).toEqual(Array.from({ length: sent }, () => 'stopped'));
  expect(sent).toBeGreaterThan(0);
});
