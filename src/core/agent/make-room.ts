import { pause } from '../dream/analyze/pause.ts';
import { askModel } from './ask-model.ts';
import { ALL_CLEARED, CLEARED, CUT, SUMMARY } from './context-events.ts';
import { limitThatFits } from './limit-that-fits.ts';
import type { Model, ModelMessage, ModelRequest } from './model.ts';
import type { ModelRequests } from './model-requests.ts';
import type { TurnEvent } from './turn-event.ts';
import { contextEvent } from './turn-events.ts';
import { recordInTurn, type Turn } from './turn-state.ts';

/** From this share of the room on, more is made: an answer and its results must still fit. */
const FULL = 0.75;
/** Clearing writes the provider's cache anew, so it has to be worth it. */
const WORTH_CLEARING = 0.15;
/** What the newest results may take before they are shortened, and what is left to them however full it is. */
const MOST_NEWEST = 0.5;
const LEAST_NEWEST = 0.2;
/** Cut texts say that they are, and estimates are rough. */
const MARGIN = 0.95;

const ASK_FOR_SUMMARY = `The conversation grows too long to be kept whole. Write, without calling a tool, a summary from which the work can go on as if nothing was lost: what the person wants, in their own words where they matter; what was decided and why; what was done, with the paths of files and the commands that worked or failed; what is known now that would be costly to find again; what is still to be done and what comes next. Leave out what is settled and no longer matters.`;

/**
 * Keeps a long conversation within the model's context, and answers the request to send: first the oldest results are
 * cleared, newest ones that are too much are shortened, then a summary stands for all so far. All are events, so that
 * every later request is shaped alike.
 */
export async function* makeRoom(
  turn: Turn,
  model: Model,
  requests: ModelRequests,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, ModelRequest> {
  const request = requests.next();
  if (requests.fullness(request) < FULL) return request;
  // Each reading of a long conversation takes a while, and others wait.
  await pause(undefined);
  yield* clearOldest(turn, requests, request);
  yield* cutNewest(turn, requests);
  await pause(undefined);
  if (requests.fullness(requests.next()) > 1) {
    yield* recordInTurn(turn, contextEvent(turn.maker, ALL_CLEARED, 'All earlier results of tools are left out.'));
  }
  await pause(undefined);
  const shaped = requests.next();
  if (requests.fullness(shaped) < FULL) return shaped;
  yield* summarise(turn, model, shaped, signal);
  await pause(undefined);
  return requests.next();
}

async function* clearOldest(
  turn: Turn,
  requests: ModelRequests,
  before: ModelRequest,
): AsyncGenerator<TurnEvent, void> {
  const cleared = contextEvent(turn.maker, CLEARED, 'Older results of tools are left out from here on.');
  const after = requests.next([cleared]);
  if (requests.fullness(before) - requests.fullness(after) >= WORTH_CLEARING) yield* recordInTurn(turn, cleared);
}

/** One step may bring more than fits; the model sees the beginning and the end of each, and how to see the rest. */
async function* cutNewest(turn: Turn, requests: ModelRequests): AsyncGenerator<TurnEvent, void> {
  const request = requests.next();
  const texts = (request.messages.at(-1)?.results ?? []).map(({ text }) => text);
  const whole = requests.fullness(request);
  const newest = requests.shareOf(texts);
  if (whole <= 1 && newest <= MOST_NEWEST) return;
  const allowed = Math.max(FULL - (whole - newest), LEAST_NEWEST) * MARGIN;
  if (newest <= allowed) return;
  const limit = limitThatFits(texts, requests.tokensIn(allowed));
  yield* recordInTurn(turn, contextEvent(turn.maker, CUT, `Results are shortened to ${limit} characters each.`));
}

async function* summarise(
  turn: Turn,
  model: Model,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, void> {
  const asking = askModel(model, askingForSummary(request), signal, turn.ports.pause);
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
