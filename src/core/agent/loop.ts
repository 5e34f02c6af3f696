import { newId } from '../identifier.ts';
import { redact } from '../secrets/redact.ts';
import { askModel, type ModelStep } from './ask-model.ts';
import { RESUMED } from './context-events.ts';
import { makeRoom } from './make-room.ts';
import type { Model } from './model.ts';
import { ModelRequests } from './model-requests.ts';
import { runCalls } from './run-calls.ts';
import { createSpending } from './spending.ts';
import { afterSteps, atCost, firstStop, type StopCondition } from './stop.ts';
import type { TurnEnd, TurnEvent } from './turn-event.ts';
import { assistantEvent, brokenOffEvent, contextEvent, stopEvent, userEvent } from './turn-events.ts';
import { type AgentTools, recordInTurn, type Turn } from './turn-state.ts';

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
  const spending = ports.spending ?? createSpending();
  const requests = new ModelRequests(turn, model, memories);
  if (input.message.kind === 'resume') yield* recordInTurn(turn, contextEvent(turn.maker, RESUMED, ''));
  const pauseBefore = firstStop([atCost(sessionDollars)], { steps: 0, spentUsd: spending.wholeUsd });
  if (pauseBefore !== null) return pauseBefore;

  for (let steps = 1; ; steps += 1) {
    yield* makeRoom(turn, model, requests, signal);
    const request = requests.next();
    const step = yield* askModel(model, request, signal, ports.pause);
    if (step.usage !== null) {
      const usedTokens = step.usage.inputTokens + step.usage.outputTokens;
      yield { kind: 'context', usedTokens, limitTokens: model.contextTokens, costUsd: spending.usd };
    }
    requests.heard(request, step);
    yield* recordSaid(turn, step);
    const { agent } = ports;
    // What was called before the stream broke is whole, but nobody knows what was still to come.
    if (step.end.kind === 'failed' || step.end.kind === 'refused') return step.end;
    if (step.calls.length === 0 || agent === undefined) return step.end;
    yield* runCalls(turn, agent, step.calls, signal);
    if (signal.aborted) {
      yield* recordInTurn(turn, stopEvent(turn.maker, turn.log.answer));
      return { kind: 'failed', error: { kind: 'cancelled' } };
    }
    yield* takeSteering(turn, agent);
    const pause = firstStop(conditions, { steps, spentUsd: spending.wholeUsd });
    if (pause !== null) return pause;
  }
}

/** What the person said meanwhile comes before the rest of the answer, which is another one from there on. */
async function* takeSteering(turn: Turn, agent: AgentTools): AsyncGenerator<TurnEvent, void> {
  const said = agent.takeSteering?.() ?? [];
  for (const text of said) yield* recordInTurn(turn, userEvent(turn.maker, redact(text).text));
  if (said.length === 0) return;
  const at = turn.ports.clock();
  yield { kind: 'answer-started', id: turn.log.beginAnswer(newId('evt', at)), at: at.toISOString() };
}

async function* recordSaid(turn: Turn, { text, end }: ModelStep): AsyncGenerator<TurnEvent, void> {
  if (text !== '') yield* recordInTurn(turn, assistantEvent(turn.maker, turn.log.takeId(), text));
  if (end.kind !== 'failed') return;
  const hasBegun = text !== '' || turn.log.hasAnswer;
  if (!hasBegun) return;
  const { error } = end;
  yield* recordInTurn(
    turn,
    error.kind === 'cancelled' ? stopEvent(turn.maker, turn.log.answer) : brokenOffEvent(turn.maker, error.detail),
  );
}
