import { errorText } from '../error-text.ts';
import { answerWithoutModel } from './answer-without-model.ts';
import { tellRecalled } from './recall-for-turn.ts';
import type { TurnEnd, TurnEvent } from './turn-event.ts';
import { replyEvent } from './turn-events.ts';
import { recordInTurn, type Turn } from './turn-state.ts';

/** The answer where no model is connected: what memory, past sessions and files say. */
export async function* answerFromMemory(turn: Turn, signal: AbortSignal): AsyncGenerator<TurnEvent, TurnEnd> {
  const { input, ports, user } = turn;
  try {
    const question = { text: user.text, session: input.header.session, isMemoryOn: input.isMemoryOn };
    const { markdown, hits, origin } = await answerWithoutModel(question, ports, signal);
    signal.throwIfAborted();
    yield* tellRecalled(turn, hits);
    yield { kind: 'text-delta', text: markdown };
    const reply = replyEvent(turn.maker, turn.log.takeId(), 'answer-from-memory', markdown);
    yield* recordInTurn(turn, { ...reply, origin });
    return { kind: 'complete' };
  } catch (error) {
    if (signal.aborted) return { kind: 'failed', error: { kind: 'cancelled' } };
    yield { kind: 'trouble', with: 'recall', detail: errorText(error) };
    return { kind: 'complete' };
  }
}
