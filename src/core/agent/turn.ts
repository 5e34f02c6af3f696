import { assertNever } from '../assert-never.ts';
import type { Clock } from '../clock.ts';
import type { Dreamwright } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { PromptMemories, RecallHit } from '../memory/recall.ts';
import { redact } from '../secrets/redact.ts';
import type { SessionEvent, UserEvent } from '../sessions/event.ts';
import type { SessionHeader } from '../store.ts';
import { answerWithoutModel } from './answer-without-model.ts';
import { earnedOrigin } from './earned-origin.ts';
import type { FileSearch } from './file-search.ts';
import type { Model, ModelRequest } from './model.ts';
import { promptMessages } from './prompt-messages.ts';
import { type Recorder, recordEvent } from './record-event.ts';
import { type PromptSurroundings, systemPrompt } from './system-prompt.ts';
import type { TurnEnd, TurnEvent } from './turn-event.ts';
import {
  assistantEvent,
  brokenOffEvent,
  type EventMaker,
  recallEvent,
  replyEvent,
  stopEvent,
  userEvent,
} from './turn-events.ts';

export interface TurnPorts {
  readonly memory: Pick<Dreamwright, 'recall' | 'recallForPrompt' | 'appendEvents'>;
  /** Null: the answer comes from memory, past sessions and files. */
  readonly model: Model | null;
  readonly searchFiles: FileSearch;
  readonly clock: Clock;
}

export interface TurnLimits {
  /** Tokens of memories in a prompt. */
  readonly recallTokens: number;
  readonly answerTokens: number;
}

export interface TurnInput {
  readonly header: SessionHeader;
  /** Nothing of a private session is stored. */
  readonly isPrivate: boolean;
  readonly isMemoryOn: boolean;
  /** The conversation before this message. */
  readonly history: readonly SessionEvent[];
  readonly surroundings: PromptSurroundings;
  readonly limits: TurnLimits;
  /** A new message, or the stored one that is asked again. */
  readonly message:
    | { readonly kind: 'new'; readonly text: string }
    | { readonly kind: 'again'; readonly event: UserEvent };
}

interface Turn {
  readonly input: TurnInput;
  readonly ports: TurnPorts;
  readonly maker: EventMaker;
  readonly recorder: Recorder;
  readonly user: UserEvent;
  /** Of the answer: shown under it while it streams, stored under it at the end. */
  readonly answer: string;
}

/** Step 6 of a dream at work: one message, what memory knows of it, the answer. Aborting keeps what was said so far. */
export async function* runTurn(
  input: TurnInput,
  ports: TurnPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, void> {
  const maker = { header: input.header, clock: ports.clock };
  const { message } = input;
  const user = message.kind === 'new' ? newMessage(input, maker, message.text) : message.event;
  const recorder = { memory: ports.memory, header: input.header, isPrivate: input.isPrivate };
  const turn: Turn = { input, ports, maker, recorder, user, answer: newId('evt', ports.clock()) };

  if (message.kind === 'new') yield* recordEvent(turn.recorder, user);
  yield { kind: 'answer-started', id: turn.answer, at: ports.clock().toISOString() };
  const end =
    ports.model === null
      ? yield* answerFromMemory(turn, signal)
      : yield* answerFromModel(turn, ports.model, yield* recallMemories(turn), signal);
  yield { kind: 'ended', end };
}

/** Secrets are masked before anything else sees the message: the prompt, the search, the store. */
function newMessage(input: TurnInput, maker: EventMaker, text: string): UserEvent {
  const event = userEvent(maker, redact(text).text);
  return { ...event, origin: earnedOrigin(event, input.history, []) };
}

const NOTHING_RECALLED: PromptMemories = { text: '', tokens: 0, hits: [] };

async function* recallMemories(turn: Turn): AsyncGenerator<TurnEvent, PromptMemories> {
  const { input, ports } = turn;
  if (!input.isMemoryOn || input.limits.recallTokens === 0) return NOTHING_RECALLED;
  try {
    const occasion = input.history.some(({ type }) => type === 'recall') ? 'question' : 'first-question';
    const recalled = await ports.memory.recallForPrompt(turn.user.text, input.limits.recallTokens, occasion);
    yield* tellRecalled(turn, recalled.hits);
    return recalled;
  } catch (error) {
    yield { kind: 'trouble', with: 'recall', detail: messageOf(error) };
    return NOTHING_RECALLED;
  }
}

async function* tellRecalled(turn: Turn, hits: readonly RecallHit[]): AsyncGenerator<TurnEvent, void> {
  if (hits.length === 0) return;
  yield { kind: 'recalled', hits };
  yield* recordEvent(turn.recorder, recallEvent(turn.maker, hits));
}

async function* answerFromModel(
  turn: Turn,
  model: Model,
  recalled: PromptMemories,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, TurnEnd> {
  let text = '';
  let end: TurnEnd = { kind: 'failed', error: { kind: 'disconnected', detail: 'The stream ended early.' } };
  for await (const event of model.stream(modelRequest(turn, model, recalled.text), signal)) {
    switch (event.kind) {
      case 'text-delta':
        text += event.text;
        yield event;
        break;
      case 'usage':
        yield event;
        break;
      case 'tool-call':
      case 'thought':
        break;
      case 'end':
        end = { kind: event.reason };
        break;
      case 'error':
        end = { kind: 'failed', error: event.error };
        break;
      default:
        assertNever(event);
    }
  }
  if (text === '') return end;
  const said = assistantEvent(turn.maker, turn.answer, text);
  const origin = earnedOrigin(said, [...turn.input.history, turn.user], recalled.hits);
  yield* recordEvent(turn.recorder, { ...said, origin });
  if (end.kind !== 'failed') return end;
  yield* recordEvent(
    turn.recorder,
    end.error.kind === 'cancelled' ? stopEvent(turn.maker, turn.answer) : brokenOffEvent(turn.maker, end.error.detail),
  );
  return end;
}

function modelRequest({ input, user }: Turn, model: Model, memories: string): ModelRequest {
  const { answerTokens, recallTokens } = input.limits;
  const maxTokens = Math.min(answerTokens, model.maxAnswerTokens ?? answerTokens);
  const room = (model.contextTokens ?? Number.POSITIVE_INFINITY) - maxTokens - recallTokens;
  // Memories go before the newest message only, so that the prompt before it stays the same and can be cached.
  const asked = memories === '' ? user : { ...user, text: `${memories}\n\n${user.text}` };
  return {
    system: systemPrompt(input.surroundings),
    messages: promptMessages([...input.history, asked], room),
    maxTokens,
  };
}

async function* answerFromMemory(turn: Turn, signal: AbortSignal): AsyncGenerator<TurnEvent, TurnEnd> {
  const { input, ports, user } = turn;
  try {
    const question = { text: user.text, session: input.header.session, isMemoryOn: input.isMemoryOn };
    const { markdown, hits, origin } = await answerWithoutModel(question, ports, signal);
    signal.throwIfAborted();
    yield* tellRecalled(turn, hits);
    yield { kind: 'text-delta', text: markdown };
    yield* recordEvent(turn.recorder, {
      ...replyEvent(turn.maker, turn.answer, 'answer-from-memory', markdown),
      origin,
    });
    return { kind: 'complete' };
  } catch (error) {
    if (signal.aborted) return { kind: 'failed', error: { kind: 'cancelled' } };
    yield { kind: 'trouble', with: 'recall', detail: messageOf(error) };
    return { kind: 'complete' };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
