import type { JsonObject } from '../json.ts';
import type { ModelStep } from './ask-model.ts';
import type { Model, ModelImage, ModelMessage, ModelRequest, ModelTool } from './model.ts';
import { promptMessages } from './prompt-messages.ts';
import { systemPrompt } from './system-prompt.ts';
import type { Turn } from './turn-state.ts';

const GO_ON = 'The answer broke off here. Go on exactly where it stopped, without repeating anything.';

/**
 * The requests of one turn. Each repeats the one before and adds what came since, so that the provider's cache holds:
 * tools and system prompt never change, and memories stay before the message that they were recalled for.
 */
export class ModelRequests {
  readonly #turn: Turn;
  readonly #model: Model;
  readonly #tools: readonly ModelTool[];
  readonly #memories: ReadonlyMap<string, string>;
  readonly #images: ReadonlyMap<string, readonly ModelImage[]>;
  readonly #thoughts = new Map<string, readonly JsonObject[]>();

  constructor(turn: Turn, model: Model, memories: string) {
    const { input, ports, user } = turn;
    this.#turn = turn;
    this.#model = model;
    this.#tools = (ports.agent?.tools ?? []).map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema,
    }));
    const before = input.extras?.memories ?? new Map<string, string>();
    this.#memories = memories === '' ? before : new Map([...before, [user.id, memories]]);
    const images = input.message.kind === 'new' ? (input.message.images ?? []) : [];
    const shown = input.extras?.images ?? new Map<string, readonly ModelImage[]>();
    this.#images = images.length === 0 ? shown : new Map([...shown, [user.id, images]]);
  }

  next(): ModelRequest {
    const { input, log } = this.#turn;
    const { answerTokens, recallTokens } = input.limits;
    const maxTokens = Math.min(answerTokens, this.#model.maxAnswerTokens ?? answerTokens);
    const room = (this.#model.contextTokens ?? Number.POSITIVE_INFINITY) - maxTokens - recallTokens;
    const extras = { memories: this.#memories, images: this.#images, thoughts: this.#thoughts };
    return {
      system: systemPrompt(input.surroundings, this.#tools.length > 0),
      ...(this.#tools.length > 0 && { tools: this.#tools }),
      messages: endedByPerson(promptMessages(log.events, room, extras)),
      maxTokens,
      isRepeated: true,
    };
  }

  /** Thoughts go back with the calls that followed them. */
  heard({ calls, thoughts }: ModelStep): void {
    const [first] = calls;
    if (first !== undefined && thoughts.length > 0) this.#thoughts.set(first.call, thoughts);
  }
}

/** Models answer a person's message; half an answer of their own is taken up by asking for the rest. */
function endedByPerson(messages: readonly ModelMessage[]): readonly ModelMessage[] {
  return messages.at(-1)?.role === 'assistant' ? [...messages, { role: 'user', text: GO_ON }] : messages;
}
