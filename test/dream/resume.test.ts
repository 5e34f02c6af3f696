import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/core/dream/analyze/analyze.ts';
import { digestSession } from '../../src/core/dream/analyze/digest/digest-session.ts';
import { analysisCheckpoint } from '../../src/core/dream/checkpoint.ts';
import { type DreamModel, NO_USAGE } from '../../src/core/dream/engine/dream-model.ts';
import { parseWorkspaceFacts } from '../../src/core/dream/workspace-facts.ts';
import type { DreamOptions, Dreamwright } from '../../src/core/dreamwright.ts';
import { NOW, openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';
import { aStore } from '../store/builders.ts';

const IDLE: DreamOptions = { engine: 'local', trigger: 'idle', dryRun: false, sensitivity: 'balanced' };
const SESSIONS = Array.from({ length: 12 }, (_, index) =>
  scriptSession(`s${index}`, `2026-01-${String(index + 10)}`, [
    { user: `From now on always name branch ${index} after its ticket, such as feature-${index}. ${'x'.repeat(200)}` },
    { run: 'make check', output: 'Exit code 2\ngenerated files are out of date', fails: true },
    { run: 'make generate', output: 'generated 3 files' },
    { run: 'make check', output: 'ok' },
  ]),
);

async function give(dreamwright: Dreamwright): Promise<void> {
  for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
}

/** A model of little room, so that a dream asks it several times. */
function aModel(onAnswer: (count: number) => void = () => undefined) {
  const asked: string[] = [];
  const model: DreamModel = {
    id: 'fake',
    name: 'Fake',
    contextTokens: 3_600,
    maxAnswerTokens: 500,
    price: { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 },
    countTokens: async () => null,
    answer: async ({ messages }) => {
      asked.push(messages.at(-1)?.text ?? '');
      onAnswer(asked.length);
      const usage = { ...NO_USAGE, inputTokens: 1_000, outputTokens: 100 };
      return { kind: 'answer', text: '{"edits":[]}', end: 'complete', usage };
    },
    answerAll: null,
  };
  return { model, asked };
}

describe('a dream that had to make way', () => {
  it('goes on after a restart with the answers it was given, and pays for none of them twice', async () => {
    const { dreamwright, reopen } = await openTemporary();
    await give(dreamwright);
    const back = new AbortController();
    const { model, asked } = aModel((count) => count === 2 && back.abort());
    const stopped = await dreamwright.dream({ ...IDLE, engine: 'claude' }, { model, signal: back.signal });
    expect(stopped).toMatchObject({ record: { status: 'cancelled', usage: { inputTokens: 2_000 } } });
    const again = await (await reopen()).dream({ ...IDLE, engine: 'claude' }, { model });
    if (again.kind !== 'ended') throw new Error('the dream was busy');
    const parts = again.record.estimate?.requests ?? 0;
    expect(parts).toBeGreaterThan(2);
    expect(again.record).toMatchObject({ status: 'completed', usage: { inputTokens: 1_000 * (parts - 2) } });
    expect(asked).toHaveLength(parts);
    expect(new Set(asked).size).toBe(parts);
  });

  it('comes to the same as one that nobody disturbed', async () => {
    const disturbed = (await openTemporary()).dreamwright;
    const quiet = (await openTemporary()).dreamwright;
    await give(disturbed);
    await give(quiet);
    for (const label of ['Analyze: session 5 of 12', 'Propose', 'Approve']) {
      const back = new AbortController();
      const outcome = await disturbed.dream(IDLE, {
        signal: back.signal,
        onProgress: (progress) => progress.label.startsWith(label) && back.abort(),
      });
      expect(outcome).toMatchObject({ record: { status: 'cancelled' } });
    }
    const texts = async (dreamwright: Dreamwright) => {
      const outcome = await dreamwright.dream(IDLE);
      if (outcome.kind !== 'ended') throw new Error('the dream was busy');
      return outcome.items.map(({ proposal, state }) => [state, proposal.path, proposal.changes[0]?.after?.text]);
    };
    expect(await texts(disturbed)).toEqual(await texts(quiet));
  });

  it('does no part of the analysis twice while nothing has changed', async () => {
    const store = await aStore();
    const about = { agent: 'claude-code', trust: 'user', format: 'plain' } as const;
    const digests = await Promise.all(
      SESSIONS.map(({ header, events }) => digestSession({ session: header.session, ...about }, events)),
    );
    const newSessions = new Set(digests.map(({ session }) => session));
    const input = { digests, newSessions, memories: [], workspace: parseWorkspaceFacts(new Map()), now: NOW };
    const made: string[] = [];
    const findings = (more: Partial<typeof input> = {}) => {
      const step = analysisCheckpoint(store, { ...input, ...more });
      return analyze({
        ...{ ...input, ...more },
        step: (part, make) =>
          step(part, () => {
            made.push(part);
            return make();
          }),
      });
    };
    const first = await findings();
    const parts = made.length;
    expect(parts).toBeGreaterThan(5);
    expect(await findings()).toEqual(JSON.parse(JSON.stringify(first)));
    expect(made).toHaveLength(parts);
    await findings({ newSessions: new Set(['s1']) });
    expect(made).toHaveLength(2 * parts);
  });

  it('keeps nothing once a dream ended well, nor of a session that a person removed', async () => {
    const store = await aStore();
    store.saveCheckpoint('a', 'what was said');
    expect(store.checkpoint('a')).toBe('what was said');
    store.dropCheckpoints();
    expect(store.checkpoint('a')).toBeUndefined();
    for (const { header, events } of SESSIONS) await store.appendEvents(header, events);
    store.saveCheckpoint('a', 'what was said');
    await store.removeSession({ kind: 'person', name: 'ada' }, 's1', 'private');
    expect(store.checkpoint('a')).toBeUndefined();
  });
});
