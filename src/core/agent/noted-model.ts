import { messageText } from './message-text.ts';
import type { Model, ModelEvent, ModelRequest } from './model.ts';

/** What was sent to a model and what came of it; never the words themselves. */
export interface ModelCall {
  readonly model: string;
  readonly purpose: 'chat' | 'dream' | 'judge';
  /** What was sent, where it was no prompt: "a copy of 12 memories". */
  readonly sent?: string;
  /** Characters of prompt and messages that were sent. */
  readonly sentCharacters: number;
  /** As the model counted them; 0 where it did not say. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; missing where no price is known. */
  readonly cost?: number;
  readonly end: 'complete' | 'length' | 'refused' | 'error' | 'stopped';
}

/** The same model; each call is noted when it has ended, also one that the reader gave up. */
export function notedModel(model: Model, purpose: ModelCall['purpose'], note: (call: ModelCall) => void): Model {
  const { id, name, contextTokens, maxAnswerTokens } = model;
  return {
    id,
    name,
    contextTokens,
    maxAnswerTokens,
    async *stream(request, signal) {
      const call = { model: model.id, purpose, sentCharacters: charactersOf(request), inputTokens: 0, outputTokens: 0 };
      let end: ModelCall['end'] = 'stopped';
      try {
        for await (const event of model.stream(request, signal)) {
          if (event.kind === 'usage') Object.assign(call, tokensOf(event));
          if (event.kind === 'end') end = event.reason;
          if (event.kind === 'error') end = event.error.kind === 'cancelled' ? 'stopped' : 'error';
          yield event;
        }
      } finally {
        note({ ...call, end });
      }
    },
  };
}

/** Characters of the prompt, the tools and all messages. */
export function charactersOf({ system, messages, tools = [] }: ModelRequest): number {
  const said = messages.reduce((sum, message) => sum + messageText(message).length, system.length);
  return tools.length === 0 ? said : said + JSON.stringify(tools).length;
}

function tokensOf({ inputTokens, outputTokens }: Extract<ModelEvent, { readonly kind: 'usage' }>) {
  return { inputTokens, outputTokens };
}
