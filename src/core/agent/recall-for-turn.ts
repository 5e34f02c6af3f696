import { errorText } from '../error-text.ts';
import type { PromptMemories, RecallHit } from '../memory/recall.ts';
import type { TurnEvent } from './turn-event.ts';
import { recallEvent } from './turn-events.ts';
import { recordInTurn, type Turn } from './turn-state.ts';

const NOTHING_RECALLED: PromptMemories = { text: '', tokens: 0, hits: [] };

/** The memories for a new message; a memory that fails is told of and does not end the turn. */
export async function* recallForTurn(turn: Turn): AsyncGenerator<TurnEvent, PromptMemories> {
  const { input, ports } = turn;
  if (!input.isMemoryOn || input.limits.recallTokens === 0 || input.message.kind === 'resume') return NOTHING_RECALLED;
  try {
    const occasion = input.history.some(({ type }) => type === 'recall') ? 'question' : 'first-question';
    const recalled = await ports.memory.recallForPrompt(
      turn.user.text,
      input.limits.recallTokens,
      occasion,
      input.header.agent,
    );
    yield* tellRecalled(turn, recalled.hits, recalled.text);
    turn.log.admitRecalled(turn.user, recalled.hits);
    return recalled;
  } catch (error) {
    yield { kind: 'trouble', with: 'recall', detail: errorText(error) };
    return NOTHING_RECALLED;
  }
}

export async function* tellRecalled(
  turn: Turn,
  hits: readonly RecallHit[],
  prompt = '',
): AsyncGenerator<TurnEvent, void> {
  if (hits.length === 0) return;
  yield { kind: 'recalled', hits, message: turn.user.id, prompt };
  yield* recordInTurn(turn, recallEvent(turn.maker, hits));
}
