import { newId } from '../identifier.ts';
import { redact } from '../secrets/redact.ts';
import { askModel, type ModelStep } from './ask-model.ts';
import { RESUMED } from './context-events.ts';
import { isTooLong } from './is-too-long.ts';
import { makeRoom } from './make-room.ts';
import { roughTokens } from './message-tokens.ts';
import type { Model, ModelRequest } from './model.ts';
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

  /** A request that does not fit is made shorter once; if that was not enough, nothing more can be left out. */
  let isTooLongAgain = false;
  const meter = () => ({ limitTokens: model.contextTokens, costUsd: spending.usd, sessionTokens: spending.tokens });
  for (let steps = 1; ; steps += 1) {
    const request = yield* makeRoom(turn, model, requests, signal);
    const step = yield* askModel(model, request, signal, ports.pause);
    if (step.end.kind === 'failed' && isTooLong(step.end.error) && !isTooLongAgain) {
      isTooLongAgain = true;
      requests.wasTooLong(request);
      continue;
    }
    isTooLongAgain = false;
    requests.heard(request, step);
    if (step.usage !== null || step.end.kind !== 'failed')
      yield { kind: 'context', usedTokens: usedTokens(requests, request, step), ...meter() };
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

/** How full the context is after a step; estimated where the provider does not count. */
function usedTokens(requests: ModelRequests, request: ModelRequest, { usage, text }: ModelStep): number {
  return usage === null ? requests.estimated(request) + roughTokens(text) : usage.inputTokens + usage.outputTokens;
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
