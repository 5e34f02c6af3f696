import type { Model } from '../agent/model.ts';
import { recordEvent } from '../agent/record-event.ts';
import { runTurn } from '../agent/turn.ts';
import type { TurnEvent } from '../agent/turn-event.ts';
import { type AgentTools, eventMaker, type TurnInput, type TurnPorts } from '../agent/turn-state.ts';
import type { OutcomeEvent, SessionEvent } from '../sessions/event.ts';
import { type GoalProgress, goalSetEvent } from './begun-goal.ts';
import type { Goal, GoalResult } from './goal.ts';
import { runChecks } from './run-checks.ts';
import { runGoal } from './run-goal.ts';

export interface GoalTurn {
  readonly goal: Goal;
  /** The goal as it is stated, or what the work on one that was left goes on with. */
  readonly message: TurnInput['message'];
  /** Where that work stands; at its beginning when left out. */
  readonly progress?: GoalProgress;
  /** As for any message of the session. */
  readonly input: Omit<TurnInput, 'message'>;
  readonly ports: TurnPorts & { readonly model: Model; readonly agent: AgentTools };
  /** Scores what no command can check; may be the same model, asked without its context. */
  readonly grader: Model;
}

/** A goal in a session: the agent's turns, the checks between them and their outcomes, all part of its conversation. */
export async function* runGoalTurn(
  { goal, message, progress, input, ports, grader }: GoalTurn,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, GoalResult> {
  const recorder = { memory: ports.memory, header: input.header, isPrivate: input.isPrivate };
  let history: readonly SessionEvent[] = input.history;
  let memories = input.extras?.memories ?? new Map<string, string>();
  const follow = async function* <Result>(
    events: AsyncGenerator<TurnEvent, Result>,
  ): AsyncGenerator<TurnEvent, Result> {
    for (let next = await events.next(); ; next = await events.next()) {
      if (next.done === true) return next.value;
      const event = next.value;
      if (event.kind === 'recorded') history = [...history, event.event];
      if (event.kind === 'recalled' && event.prompt !== '')
        memories = new Map([...memories, [event.message, event.prompt]]);
      yield event;
    }
  };
  const inputNow = (): Omit<TurnInput, 'message'> => ({ ...input, history, extras: { ...input.extras, memories } });
  /** The message is marked, so that the goal is known again in a session that was left. */
  const first = async function* (): AsyncGenerator<TurnEvent, void> {
    let isMarked = message.kind !== 'new';
    for await (const event of runTurn({ ...inputNow(), message }, ports, signal)) {
      yield event;
      if (isMarked || event.kind !== 'recorded' || event.event.type !== 'user') continue;
      isMarked = true;
      yield* recordEvent(recorder, goalSetEvent(eventMaker(input, ports.clock), goal));
    }
  };
  const work = (after: OutcomeEvent | null): AsyncGenerator<TurnEvent, void> => {
    if (after === null) return first();
    const before = history.filter(({ id }) => id !== after.id);
    return runTurn({ ...inputNow(), history: before, message: { kind: 'again', event: after } }, ports, signal);
  };
  return yield* follow(
    runGoal(
      goal,
      {
        work,
        runChecks: (commands) => runChecks(commands, inputNow(), ports, signal),
        grader,
        pause: ports.pause,
        changes: async () => {
          const states = await ports.agent.workspace.gitStates(signal);
          return states.map(({ diff }) => diff).join('\n');
        },
        recorder,
        clock: ports.clock,
      },
      signal,
      progress,
    ),
  );
}
