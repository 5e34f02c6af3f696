import { newId } from '../identifier.ts';
import { redact } from '../secrets/redact.ts';
import { answerFromMemory } from './answer-from-memory.ts';
import { runLoop } from './loop.ts';
import { recallForTurn } from './recall-for-turn.ts';
import type { TurnEvent } from './turn-event.ts';
import { saidEvent } from './turn-events.ts';
import { eventMaker, recordInTurn, type Turn, type TurnInput, TurnLog, type TurnPorts } from './turn-state.ts';

/** Step 6 of a dream at work: one message, what memory knows of it, the answer. Aborting keeps what was said so far. */
export async function* runTurn(
  input: TurnInput,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, void> {
  const { message } = input;
  const maker = eventMaker(input, ports.clock);
  const answer = newId('evt', ports.clock());
  const log = new TurnLog(input, answer, ports.clock);
  // Secrets are masked before anything else sees the message: the prompt, the search, the store.
  const user = message.kind === 'new' ? saidEvent(maker, redact(message.text).text, message.origin) : message.event;
  const recorder = { memory: ports.memory, header: input.header, isPrivate: input.isPrivate };
  const turn: Turn = { input, ports, maker, recorder, user, log };

  if (message.kind === 'new') yield* recordInTurn(turn, user);
  if (message.kind === 'again') log.add(log.withOrigin(user));
  yield { kind: 'answer-started', id: answer, at: ports.clock().toISOString() };
  const end =
    ports.model === null
      ? yield* answerFromMemory(turn, signal)
      : yield* runLoop(turn, ports.model, (yield* recallForTurn(turn)).text, signal);
  yield { kind: 'ended', end };
}
