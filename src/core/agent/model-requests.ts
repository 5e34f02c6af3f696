import type { JsonObject } from '../json.ts';
import type { SessionEvent } from '../sessions/event.ts';
import type { ModelStep } from './ask-model.ts';
import { SUMMARY } from './context-events.ts';
import { messageTokens, roughTokens } from './message-tokens.ts';
import type { Model, ModelImage, ModelMessage, ModelRequest, ModelTool } from './model.ts';
import { promptMessages } from './prompt-messages.ts';
import { systemPrompt } from './system-prompt.ts';
import type { Turn } from './turn-state.ts';

const GO_ON = 'The answer broke off here. Go on exactly where it stopped, without repeating anything.';

/** Where the provider does not say how much fits. */
const UNKNOWN_CONTEXT = 100_000;

/** What is taken for the share of a request that was too long. */
const OVERFULL = 1.1;

/**
 * The requests of one turn. Each repeats the one before and adds what came since, so that the provider's cache holds:
 * tools and system prompt never change, and memories stay before the message that they were recalled for.
 */
export class ModelRequests {
  readonly #turn: Turn;
  readonly #tools: readonly ModelTool[];
  readonly #memories: ReadonlyMap<string, string>;
  readonly #images: ReadonlyMap<string, readonly ModelImage[]>;
  readonly #maxTokens: number;
  /** Tokens of a prompt. */
  readonly #room: number;
  #correction = 1;
  readonly #thoughts = new Map<string, readonly JsonObject[]>();

  constructor(turn: Turn, model: Model, memories: string) {
    const { input, ports, user } = turn;
    this.#turn = turn;
    this.#tools = (ports.agent?.tools ?? []).map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema,
    }));
    const { answerTokens, recallTokens } = input.limits;
    this.#maxTokens = Math.min(answerTokens, model.maxAnswerTokens ?? answerTokens);
    this.#room = Math.max((model.contextTokens ?? UNKNOWN_CONTEXT) - this.#maxTokens - recallTokens, 1);
    const before = input.extras?.memories ?? new Map<string, string>();
    const isTold = [...before.values()].includes(memories) && !input.history.some(isSummary);
    this.#memories = memories === '' || isTold ? before : new Map([...before, [user.id, memories]]);
    const images = input.message.kind === 'new' ? (input.message.images ?? []) : [];
    const shown = input.extras?.images ?? new Map<string, readonly ModelImage[]>();
    this.#images = images.length === 0 ? shown : new Map([...shown, [user.id, images]]);
  }

  /** The request for the conversation as it stands; `further` events are taken for recorded. */
  next(further: readonly SessionEvent[] = []): ModelRequest {
    const { input, log } = this.#turn;
    const extras = { memories: this.#memories, images: this.#images, thoughts: this.#thoughts };
    return {
      system: systemPrompt(input.surroundings, this.#tools.length > 0),
      ...(this.#tools.length > 0 && { tools: this.#tools }),
      messages: endedByPerson(promptMessages([...log.events, ...further], this.#budget, extras)),
      maxTokens: this.#maxTokens,
      isRepeated: true,
    };
  }

  /** Which share of the room a request takes, as far as it can be estimated before it is sent. */
  fullness(request: ModelRequest): number {
    return (estimate(request) * this.#correction) / this.#room;
  }

  /** Which share of the room texts take. */
  shareOf(texts: readonly string[]): number {
    return (texts.reduce((sum, text) => sum + roughTokens(text), 0) * this.#correction) / this.#room;
  }

  /** As many tokens as estimates count in a share of the room. */
  tokensIn(share: number): number {
    return (share * this.#room) / this.#correction;
  }

  /** How many tokens a request takes, for want of the provider's own count. */
  estimated(request: ModelRequest): number {
    return Math.round(estimate(request) * this.#correction);
  }

  /** The provider said that it does not fit, so it takes more than it seemed to. */
  wasTooLong(request: ModelRequest): void {
    this.#correction = Math.max(this.#correction, (OVERFULL * this.#room) / Math.max(estimate(request), 1));
  }

  get #budget(): number {
    return this.#room / Math.max(this.#correction, 1);
  }

  /** What came of a request: thoughts go back with the calls that followed them. */
  heard(request: ModelRequest, { calls, thoughts, usage }: ModelStep): void {
    // A wrong estimate is wrong by about the same share the next time.
    if (usage !== null) this.#correction = Math.max(0.5, usage.inputTokens / Math.max(estimate(request), 1));
    const [first] = calls;
    if (first !== undefined && thoughts.length > 0) this.#thoughts.set(first.call, thoughts);
  }
}

/** Models answer a person's message; half an answer of their own is taken up by asking for the rest. */
function endedByPerson(messages: readonly ModelMessage[]): readonly ModelMessage[] {
  return messages.at(-1)?.role === 'assistant' ? [...messages, { role: 'user', text: GO_ON }] : messages;
}

function estimate({ system, tools = [], messages }: ModelRequest): number {
  const fixed = roughTokens(system) + (tools.length === 0 ? 0 : roughTokens(JSON.stringify(tools)));
  return messages.reduce((sum, message) => sum + messageTokens(message), fixed);
}

function isSummary(event: SessionEvent): boolean {
  return event.type === 'other' && event.subtype === SUMMARY;
}
