import { askModel } from './ask-model.ts';
import { CLEARED, SUMMARY } from './context-events.ts';
import type { Model, ModelMessage, ModelRequest } from './model.ts';
import type { ModelRequests } from './model-requests.ts';
import type { TurnEvent } from './turn-event.ts';
import { contextEvent } from './turn-events.ts';
import { recordInTurn, type Turn } from './turn-state.ts';

/** From this share of the room on, more is made: an answer and its results must still fit. */
const FULL = 0.75;
/** Clearing writes the provider's cache anew, so it has to be worth it. */
const WORTH_CLEARING = 0.15;

const ASK_FOR_SUMMARY = `The conversation grows too long to be kept whole. Write, without calling a tool, a summary from which the work can go on as if nothing was lost: what the person wants, in their own words where they matter; what was decided and why; what was done, with the paths of files and the commands that worked or failed; what is known now that would be costly to find again; what is still to be done and what comes next. Leave out what is settled and no longer matters.`;

/**
 * Keeps a long conversation within the model's context: first the oldest results are cleared, then a summary stands for
 * all so far. Both are events, so that every later request is shaped alike. Answers what was used.
 */
export async function* makeRoom(
  turn: Turn,
  model: Model,
  requests: ModelRequests,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, void> {
  const before = requests.fullness(requests.next());
  if (before < FULL) return;
  const cleared = contextEvent(turn.maker, CLEARED, 'Older results of tools are left out from here on.');
  const after = requests.fullness(requests.next([cleared]));
  if (before - after >= WORTH_CLEARING) {
    yield* recordInTurn(turn, cleared);
    if (after < FULL) return;
  }
  yield* summarise(turn, model, requests, signal);
}

async function* summarise(
  turn: Turn,
  model: Model,
  requests: ModelRequests,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, void> {
  const asking = askModel(model, askingForSummary(requests.next()), signal, turn.ports.pause);
  // Nobody is shown the summary as an answer.
  let told = await asking.next();
  while (told.done !== true) {
    if (told.value.kind === 'waiting') yield told.value;
    told = await asking.next();
  }
  const { text, end } = told.value;
  // Without a summary the oldest is left out of the prompt.
  if (end.kind === 'complete' && text.trim() !== '') {
    yield* recordInTurn(turn, contextEvent(turn.maker, SUMMARY, text.trim()));
  }
}

/** The request as it would go out, with the question put last: all before it stands in the provider's cache. */
function askingForSummary(request: ModelRequest): ModelRequest {
  const last = request.messages.at(-1);
  const rest = request.messages.slice(0, -1);
  const asked: ModelMessage =
    last === undefined
      ? { role: 'user', text: ASK_FOR_SUMMARY }
      : { ...last, text: [last.text, ASK_FOR_SUMMARY].filter((part) => part !== '').join('\n\n') };
  return { ...request, messages: [...rest, asked] };
}
