import { describe, expect, test } from 'vitest';
import type { Model } from '../../src/core/agent/model.ts';
import { recordEvent } from '../../src/core/agent/record-event.ts';
import type { TurnEnd, TurnEvent } from '../../src/core/agent/turn-event.ts';
import type { CheckEnd } from '../../src/core/outcomes/check.ts';
import type { Goal } from '../../src/core/outcomes/goal.ts';
import { type GoalPorts, runGoal } from '../../src/core/outcomes/run-goal.ts';
import { workRecord } from '../../src/core/outcomes/work-record.ts';
import type { OutcomeEvent, SessionEvent } from '../../src/core/sessions/event.ts';
import { fakeMemory } from '../agent/fake-memory.ts';
import { fakeModel, says, scriptedModel } from '../agent/fake-model.ts';

const clock = () => new Date('2026-03-01T10:00:00.000Z');
const header = { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user' } as const;
const TESTS = { kind: 'command', text: '`npm test` passes', command: 'npm test' } as const;
const README = { kind: 'judged', text: 'the README names the rule' } as const;
const goal = (change: Partial<Goal> = {}): Goal => ({
  id: 'g1',
  title: 'Discounts',
  description: 'Ten pieces cost less.',
  criteria: [TESTS, README],
  rounds: 3,
  ...change,
});

const PASSED: CheckEnd = { kind: 'exited', exitCode: 0, output: 'ok' };
const FAILED: CheckEnd = { kind: 'exited', exitCode: 1, output: 'not ok 1 - ten pieces' };
const grades = (met: boolean, quote = 'costs less') =>
  JSON.stringify({ criteria: [{ criterion: 1, reason: met ? 'It does.' : 'It is silent.', quote, met }] });

interface Setting {
  readonly goal?: Goal;
  readonly checks?: readonly CheckEnd[];
  readonly grader?: Model;
  readonly end?: TurnEnd;
  readonly signal?: AbortSignal;
  readonly runCheck?: (command: string) => Promise<CheckEnd>;
}

/** Plays a goal whose agent edits the README in each round. */
async function play(setting: Setting) {
  const memory = fakeMemory();
  const recorder = { memory, header, isPrivate: false };
  const feedback: (string | null)[] = [];
  const checks = [...(setting.checks ?? [])];
  const ports: GoalPorts = {
    clock,
    recorder,
    grader: setting.grader ?? fakeModel(...says(grades(true))),
    pause: async () => undefined,
    changes: async () => '+Ten pieces: each costs less.',
    runChecks: async function* (commands) {
      const ends = new Map<string, CheckEnd>();
      for (const command of commands)
        ends.set(command, (await setting.runCheck?.(command)) ?? checks.shift() ?? PASSED);
      yield { kind: 'ended', end: { kind: 'complete' } };
      return ends;
    },
    work: async function* (after): AsyncGenerator<TurnEvent> {
      feedback.push(after?.text ?? null);
      const call: SessionEvent = {
        ...{ session: 'ses_1', id: `call${feedback.length}`, at: clock().toISOString(), agent: 'dreamwright' },
        ...{
          type: 'tool_call',
          origin: 'assistant',
          call: 'c',
          tool: 'edit_file',
          input: { path: 'README.md' },
          text: 'edit',
        },
      };
      yield { kind: 'usage', inputTokens: 100, outputTokens: 10 };
      yield* recordEvent(recorder, call);
      yield { kind: 'ended', end: setting.end ?? { kind: 'complete' } };
    },
  };
  const run = runGoal(setting.goal ?? goal(), ports, setting.signal ?? new AbortController().signal);
  let step = await run.next();
  while (step.done !== true) step = await run.next();
  const outcomes = memory.stored.filter((event): event is OutcomeEvent => event.type === 'outcome');
  return { result: step.value, outcomes, feedback };
}

describe('a goal', () => {
  test('is satisfied when its commands end with 0 and a grader finds the rest', async () => {
    const { result, outcomes, feedback } = await play({});
    expect(result).toBe('satisfied');
    expect(feedback).toEqual([null]);
    expect(outcomes).toMatchObject([{ type: 'outcome', origin: 'tool', isError: false }]);
    expect(outcomes[0]?.goal).toEqual({
      ...{ id: 'g1', title: 'Discounts', result: 'satisfied', round: 1, rounds: 3, steps: 1, tokens: 110 },
      criteria: [
        { text: '`npm test` passes', isMet: true, reason: 'It ended with 0.', by: 'command' },
        { text: 'the README names the rule', isMet: true, reason: 'It does.', by: 'grader' },
      ],
    });
  });

  test('goes back to the agent with what is missing, and ends when it is there', async () => {
    const { result, outcomes, feedback } = await play({ checks: [FAILED, PASSED] });
    expect(result).toBe('satisfied');
    expect(outcomes.map((event) => event.goal?.result)).toEqual(['needs_revision', 'satisfied']);
    expect(outcomes.map((event) => event.goal?.steps)).toEqual([1, 2]);
    expect(feedback[1]).toBe(
      [
        'Goal “Discounts”, round 1 of 3: needs revision.',
        '- not met: `npm test` passes',
        '  It ended with 1.',
        '  not ok 1 - ten pieces',
        '- met: the README names the rule',
        'Mend what is not met, and keep what is met as it is.',
      ].join('\n'),
    );
  });

  test.each([1, 3, 20])('is given up after its %i rounds', async (rounds) => {
    const { result, outcomes } = await play({ goal: goal({ rounds }), runCheck: async () => FAILED });
    expect(result).toBe('max_iterations_reached');
    expect(outcomes).toHaveLength(rounds);
    expect(outcomes.at(-1)?.goal).toMatchObject({ round: rounds, result: 'max_iterations_reached' });
  });

  test('runs a command once a round, however many criteria name it', async () => {
    let runs = 0;
    const runCheck = async () => {
      runs += 1;
      return PASSED;
    };
    await play({ goal: goal({ criteria: [TESTS, { ...TESTS, text: 'it works: `npm test` passes' }] }), runCheck });
    expect(runs).toBe(1);
  });

  test('whose criteria are all commands asks no grader', async () => {
    const grader = fakeModel(...says('never'));
    expect((await play({ goal: goal({ criteria: [TESTS] }), grader })).result).toBe('satisfied');
    expect(grader.requests).toEqual([]);
  });

  test.each<[string, CheckEnd, string]>([
    ['did not end in time', { kind: 'timed-out', output: '' }, 'It did not end in time.'],
    ['was not allowed', { kind: 'not-run', reason: 'you said no' }, 'It was not run: you said no.'],
    ['ended nobody knows how', { kind: 'exited', exitCode: null, output: '' }, 'The shell did not tell how it ended.'],
  ])('is not met by a command that %s', async (_, end, reason) => {
    const { outcomes } = await play({ goal: goal({ criteria: [TESTS], rounds: 1 }), runCheck: async () => end });
    expect(outcomes[0]?.goal?.criteria).toMatchObject([{ isMet: false, reason }]);
  });

  test('fails when the agent can’t work, and nothing is graded', async () => {
    const end = { kind: 'failed', error: { kind: 'overloaded', detail: 'busy' } } as const;
    const { result, outcomes } = await play({ end });
    expect(result).toBe('failed');
    expect(outcomes[0]).toMatchObject({ text: expect.stringContaining('busy'), goal: { criteria: [] } });
  });

  test('is interrupted when the person stops the agent, or the check', async () => {
    const stopped = await play({ end: { kind: 'failed', error: { kind: 'cancelled' } } });
    expect(stopped.result).toBe('interrupted');
    const stop = new AbortController();
    const runCheck = async () => {
      stop.abort();
      return FAILED;
    };
    expect((await play({ signal: stop.signal, runCheck })).result).toBe('interrupted');
  });
});

describe('the grader', () => {
  test('sees the goal, the criterion and the changes, in a context of its own', async () => {
    const grader = fakeModel(...says(grades(true)));
    await play({ grader });
    expect(grader.requests).toHaveLength(1);
    const [request] = grader.requests;
    expect(request?.messages).toHaveLength(1);
    expect(request?.messages[0]?.text).toContain('1. the README names the rule');
    expect(request?.messages[0]?.text).toContain('+Ten pieces: each costs less.');
    expect(request?.messages[0]?.text).not.toContain('npm test');
    expect(request?.system).toContain('never proof');
    expect(request?.answerSchema).toBeDefined();
  });

  test.each([
    ['invents', 'each costs more'],
    ['leaves out', ''],
  ])('is not believed when it %s its quote', async (_, quote) => {
    const { outcomes } = await play({ goal: goal({ rounds: 1 }), grader: fakeModel(...says(grades(true, quote))) });
    expect(outcomes[0]?.goal?.criteria[1]).toEqual({
      ...{ text: 'the README names the rule', isMet: false, by: 'grader' },
      reason: 'Nothing in the record shows it. It does.',
    });
  });

  test.each(['not json', '{"criteria":[]}', grades(true).replace('"criterion":1', '"criterion":2')])(
    'that answers %s is asked once more, then the goal fails',
    async (answer) => {
      const grader = fakeModel(...says(answer));
      const { result, outcomes } = await play({ grader });
      expect(result).toBe('failed');
      expect(grader.requests).toHaveLength(2);
      expect(outcomes[0]?.text).toContain('could not be graded');
      // What was run stays known.
      expect(outcomes[0]?.goal?.criteria).toMatchObject([{ by: 'command', isMet: true }]);
    },
  );

  test('that is busy is asked again', async () => {
    const grader = scriptedModel(
      [{ kind: 'error', error: { kind: 'overloaded', detail: 'busy' } }],
      says(grades(true)),
    );
    expect((await play({ grader })).result).toBe('satisfied');
  });

  test('sees each replacement of an edit, also where no diff shows it', () => {
    const at = clock().toISOString();
    const base = { session: 's', agent: 'dreamwright', at };
    const record = workRecord(
      [
        {
          ...base,
          ...{ id: '1', type: 'tool_call', origin: 'assistant', call: 'c', tool: 'edit_file', text: 'edit a.ts' },
          input: {
            path: 'a.ts',
            edits: [
              { old_text: 'one', new_text: 'two' },
              { old_text: 'three', new_text: 'four' },
            ],
          },
        },
        {
          ...base,
          id: '2',
          type: 'tool_result',
          origin: 'tool',
          call: 'c',
          tool: 'edit_file',
          text: 'done',
          isError: false,
        },
      ] as const,
      '',
    );
    expect(record).toContain('Edit of a.ts');
    for (const text of ['new_text: two', 'old_text: three', 'new_text: four']) expect(record).toContain(text);
  });

  test('that can’t be reached fails the goal and says why', async () => {
    const grader = fakeModel({ kind: 'error', error: { kind: 'unreachable', detail: 'no route' } });
    expect((await play({ grader })).outcomes[0]?.text).toContain('no route');
  });
});
