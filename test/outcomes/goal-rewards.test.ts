import { describe, expect, test } from 'vitest';
import { editFeedbackEvent } from '../../src/core/agent/turn-events.ts';
import { digestSession } from '../../src/core/dream/analyze/digest/digest-session.ts';
import type { GoalOutcome, GoalResult } from '../../src/core/outcomes/goal.ts';
import type { OutcomeEvent, SessionEvent } from '../../src/core/sessions/event.ts';
import { decodeEvent, encodeEvent } from '../../src/core/sessions/plain-event.ts';
import { redactEvent } from '../../src/core/sessions/redact-event.ts';
import { aFolder, aStore } from '../store/builders.ts';

const header = { session: 's', agent: 'dreamwright', format: 'dreamwright', trust: 'user' as const };
const base = (id: string) => ({ session: 's', id, at: '2026-02-01T10:00:00.000Z', agent: 'dreamwright' });
const maker = { header, clock: () => new Date('2026-02-01T10:00:00.000Z') };
const recall: SessionEvent = { ...base('r'), type: 'recall', origin: 'tool', text: '', memories: ['m'] };

function outcome(id: string, result: GoalResult, change: Partial<GoalOutcome> = {}): OutcomeEvent {
  const criteria = [{ text: '`npm test` passes', isMet: false, reason: 'exit 1', by: 'command' as const }];
  const goal = {
    id: 'g',
    title: 'Tests pass',
    result,
    round: 1,
    rounds: 3,
    steps: 4,
    tokens: 900,
    criteria,
    ...change,
  };
  return { ...base(id), type: 'outcome', origin: 'tool', text: `Round 1: ${result}`, isError: true, goal };
}

async function rewards(events: readonly SessionEvent[]) {
  const store = await aStore();
  await store.appendEvents(header, [recall, ...events]);
  const { good, bad } = await digestSession(header, [recall, ...events]);
  return { reward: store.view.rewardCounts().get('m'), digest: { good, bad } };
}

describe('a goal rewards the memories that its session recalled', () => {
  test('by its last round alone', async () => {
    expect(await rewards([outcome('1', 'needs_revision')])).toMatchObject({ reward: { good: 0, bad: 1 } });
    expect(await rewards([outcome('1', 'needs_revision'), outcome('2', 'satisfied')])).toEqual({
      reward: { good: 1, bad: 0 },
      digest: { good: 1, bad: 0 },
    });
    expect(await rewards([outcome('1', 'max_iterations_reached')])).toMatchObject({ digest: { good: 0, bad: 1 } });
  });

  test.each(['failed', 'interrupted'] as const)(
    'not when it %s: nobody knows how it would have ended',
    async (result) => {
      expect(await rewards([outcome('1', result)])).toEqual({ reward: undefined, digest: { good: 0, bad: 0 } });
    },
  );
});

describe('edits reward the memories that their session recalled', () => {
  const edit = (call: string, fate: 'accepted' | 'reverted') => editFeedbackEvent(maker, call, fate);

  test('when a person takes them, and against when they are taken back', async () => {
    expect(await rewards([edit('1', 'accepted')])).toMatchObject({ reward: { good: 1, bad: 0 } });
    expect(await rewards([edit('1', 'accepted'), edit('1', 'reverted')])).toMatchObject({
      reward: { good: 0, bad: 1 },
    });
  });

  test('with one voice together, so that many edits do not drown a goal', async () => {
    const edits = ['1', '2', '3', '4'].map((call) => edit(call, 'accepted'));
    expect(await rewards([...edits, outcome('o', 'max_iterations_reached')])).toEqual({
      reward: { good: 0.5, bad: 0.5 },
      digest: { good: 1, bad: 1 },
    });
    expect(await rewards([...edits.slice(0, 3), edit('4', 'reverted')])).toEqual({
      reward: { good: 0.75, bad: 0.25 },
      digest: { good: 0.75, bad: 0.25 },
    });
  });
});

describe('an outcome', () => {
  test('keeps its criteria in the session’s file, and is there after a rebuild', async () => {
    const directory = aFolder();
    const store = await aStore(directory);
    await store.appendEvents(header, [outcome('1', 'needs_revision'), outcome('2', 'satisfied', { round: 2 })]);
    const expected = [
      { event: '2', title: 'Tests pass', isGood: true, goal: { result: 'satisfied', round: 2, steps: 4 } },
    ];
    expect(store.view.outcomes()).toMatchObject(expected);
    await store.close();
    expect((await aStore(directory)).view.outcomes()).toMatchObject(expected);
  });

  test('crosses the plain format whole', () => {
    const event = outcome('1', 'satisfied');
    expect(decodeEvent(JSON.parse(JSON.stringify(encodeEvent(event))))).toEqual(event);
  });

  test('from elsewhere stands as its text and verdict, whatever its goal looks like', () => {
    const { goal: _, ...plain } = outcome('1', 'satisfied');
    expect(decodeEvent({ ...encodeEvent(plain), goal: { id: 7 } })).toEqual(plain);
  });

  test('goes with its session', async () => {
    const store = await aStore();
    await store.appendEvents(header, [outcome('1', 'satisfied')]);
    await store.removeSession({ kind: 'person', name: 'ada' }, 's', 'asked');
    expect(store.view.outcomes()).toEqual([]);
  });

  test('holds no secret', () => {
    const key = `ghp_${'x7Kq2Zt9Lm4Vb8Nc1Rd6Ws3Hf5Jg0Py1Qa2Xe'.slice(0, 36)}`;
    const criteria = [{ text: key, isMet: false, reason: key, by: 'command' as const }];
    expect(JSON.stringify(redactEvent(outcome('1', 'failed', { title: key, criteria })))).not.toContain(key);
  });
});
