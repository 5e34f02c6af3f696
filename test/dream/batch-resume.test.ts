import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../src/core/agent/model.ts';
import {
  type BatchEnded,
  type DreamModel,
  type ModelAnswer,
  NO_USAGE,
} from '../../src/core/dream/engine/dream-model.ts';
import type { DreamOptions } from '../../src/core/dreamwright.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';

const IDLE: DreamOptions = { engine: 'claude', trigger: 'idle', dryRun: false, sensitivity: 'balanced' };
const NOTHING: ModelAnswer = {
  ...{ kind: 'answer', text: '{"edits":[]}', end: 'complete' },
  usage: { ...NO_USAGE, inputTokens: 1_000, outputTokens: 100, isBatch: true },
};

/** A service of batches; `ends` says how each look for the answers goes. */
function aModel(ends: (look: number, batch: string, signal: AbortSignal) => Promise<BatchEnded['kind']>) {
  const asked: ModelRequest[] = [];
  const direct: ModelRequest[] = [];
  let batches = 0;
  let looks = 0;
  const model: DreamModel = {
    ...{ id: 'fake', name: 'Fake', contextTokens: 3_600, maxAnswerTokens: 500 },
    price: { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 },
    countTokens: async () => null,
    answer: async (request) => {
      // Other steps of a dream ask the model too.
      if (JSON.stringify(request.answerSchema).includes('"edits"')) direct.push(request);
      return { ...NOTHING, usage: NO_USAGE };
    },
    answerAll: async () => [],
    beginBatch: async (requests) => {
      asked.push(...requests);
      batches += 1;
      return { kind: 'begun', batch: `batch-${batches}` };
    },
    endBatch: async (batch, count, signal) => {
      looks += 1;
      const kind = await ends(looks, batch, signal);
      if (kind === 'answered') return { kind, answers: Array.from({ length: count }, () => NOTHING) };
      return kind === 'gone' ? { kind } : { kind, error: { kind: 'unreachable', detail: '' } };
    },
  };
  return { model, asked, direct };
}

/** A dream that the person comes back to while it waits for its batch, and the next one after a restart. */
async function stoppedAndResumed(next: BatchEnded['kind'], clockOfNext = '2026-03-01T13:00:00.000Z') {
  let now = new Date('2026-03-01T12:00:00.000Z');
  const { dreamwright, reopen } = await openTemporary(() => now);
  for (let index = 10; index < 22; index += 1) {
    const said = `From now on always name branch ${index} after its ticket, such as feature-${index}. ${'x'.repeat(200)}`;
    const { header, events } = scriptSession(`s${index}`, `2026-01-${index}`, [{ user: said }]);
    await dreamwright.appendEvents(header, events);
  }
  const back = new AbortController();
  const fake = aModel(async (look, _batch, signal) => {
    if (look > 1) return look === 2 ? next : 'answered';
    back.abort();
    signal.throwIfAborted();
    return 'failed';
  });
  const stopped = await dreamwright.dream(IDLE, { model: fake.model, signal: back.signal });
  expect(stopped).toMatchObject({ record: { status: 'cancelled', usage: { inputTokens: 0 } } });
  const first = fake.asked.length;
  now = new Date(clockOfNext);
  const resumed = await (await reopen()).dream(IDLE, { model: fake.model });
  if (resumed.kind !== 'ended') throw new Error('the dream was busy');
  return { ...fake, first, record: resumed.record };
}

describe('a batch that a dream had to leave', () => {
  it('is fetched and counted by the next dream, which asks nothing again', async () => {
    const { asked, direct, first, record } = await stoppedAndResumed('answered');
    expect(first).toBeGreaterThan(1);
    expect(asked).toHaveLength(first);
    expect(direct).toEqual([]);
    expect(record).toMatchObject({ status: 'completed', engine: 'claude', usage: { inputTokens: 1_000 * first } });
    expect(record.cost).toBeCloseTo(first * 0.5 * ((1_000 * 2 + 100 * 10) / 1e6), 9);
  });

  it('is counted also on another day, when the questions are others', async () => {
    const { asked, first, record } = await stoppedAndResumed('answered', '2026-03-03T12:00:00.000Z');
    expect(asked).toHaveLength(2 * first);
    expect(record.usage.inputTokens).toBe(2 * 1_000 * first);
  });

  it('is asked anew where the service has none any more', async () => {
    const { asked, first, record } = await stoppedAndResumed('gone');
    expect(asked).toHaveLength(2 * first);
    expect(record.usage.inputTokens).toBe(1_000 * first);
  });
});
