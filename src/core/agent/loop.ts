import { costOf, type TokenUsage } from '../dream/cost.ts';
import { askModel, type ModelStep } from './ask-model.ts';
import { RESUMED } from './context-events.ts';
import { makeRoom } from './make-room.ts';
import type { Model } from './model.ts';
import { ModelRequests } from './model-requests.ts';
import { runCalls } from './run-calls.ts';
import { afterSteps, atCost, firstStop, type StopCondition } from './stop.ts';
import type { TurnEnd, TurnEvent } from './turn-event.ts';
import { assistantEvent, brokenOffEvent, contextEvent, stopEvent, userEvent } from './turn-events.ts';
import { recordInTurn, type Turn } from './turn-state.ts';

const DEFAULT_STEPS = 50;

/** The model answers, its calls are carried out, and it is asked again with what came of them, until it calls no more. */
export async function* runLoop(
  turn: Turn,
  model: Model,
  memories: string,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, TurnEnd> {
  const { input, ports } = turn;
  const { steps: mostSteps = DEFAULT_STEPS, sessionDollars = Number.POSITIVE_INFINITY } = input.limits;
  const conditions: readonly StopCondition[] = [afterSteps(mostSteps), atCost(sessionDollars)];
  const price = ports.price ?? null;
  const requests = new ModelRequests(turn, model, memories);
  let costUsd = price === null ? null : (input.spentUsd ?? 0);
  if (input.message.kind === 'resume') yield* recordInTurn(turn, contextEvent(turn.maker, RESUMED, ''));
  const pauseBefore = firstStop([atCost(sessionDollars)], { steps: 0, costUsd });
  if (pauseBefore !== null) return pauseBefore;

  const spend = (usage: TokenUsage | null): void => {
    if (usage !== null && costUsd !== null) costUsd += costOf(usage, price) ?? 0;
  };

  for (let steps = 1; ; steps += 1) {
    spend(yield* makeRoom(turn, model, requests, signal));
    const request = requests.next();
    const step = yield* askModel(model, request, signal, ports.pause);
    spend(step.usage);
    if (step.usage !== null) {
      const usedTokens = step.usage.inputTokens + step.usage.outputTokens;
      yield { kind: 'context', usedTokens, limitTokens: model.contextTokens, costUsd };
    }
    requests.heard(request, step);
    yield* recordSaid(turn, step);
    const { agent } = ports;
    // What was called before the stream broke is whole, but nobody knows what was still to come.
    if (step.end.kind === 'failed' || step.end.kind === 'refused') return step.end;
    if (step.calls.length === 0 || agent === undefined) return step.end;
    yield* runCalls(turn, agent, step.calls, signal);
    if (signal.aborted) {
      yield* recordInTurn(turn, stopEvent(turn.maker, turn.answer));
      return { kind: 'failed', error: { kind: 'cancelled' } };
    }
    for (const text of agent.takeSteering?.() ?? []) yield* recordInTurn(turn, userEvent(turn.maker, text));
    const pause = firstStop(conditions, { steps, costUsd });
    if (pause !== null) return pause;
  }
}

async function* recordSaid(turn: Turn, { text, end }: ModelStep): AsyncGenerator<TurnEvent, void> {
  if (text !== '') yield* recordInTurn(turn, assistantEvent(turn.maker, turn.log.takeId(), text));
  if (end.kind !== 'failed') return;
  const hasBegun = text !== '' || turn.log.hasAnswer;
  if (!hasBegun) return;
  const { error } = end;
  yield* recordInTurn(
    turn,
    error.kind === 'cancelled' ? stopEvent(turn.maker, turn.answer) : brokenOffEvent(turn.maker, error.detail),
  );
}
