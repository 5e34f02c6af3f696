import { costOf, type ModelPrice } from '../dream/cost.ts';
import type { Model, ModelEvent } from './model.ts';

/** What work with models took. */
export interface SessionSpent {
  /** US dollars; null while nothing with a known price was asked. */
  readonly usd: number | null;
  /** Sent and received, as far as the models tell. */
  readonly tokens: number;
}

/** What the work on one session has taken. */
export interface Spending extends SessionSpent {
  /** US dollars with all that it is a part of: what a cap holds against. */
  readonly wholeUsd: number;
  add(spent: SessionSpent): void;
  /** Of an agent that works for this session: counted by itself, and here. */
  part(): Spending;
}

const NOTHING: SessionSpent = { usd: null, tokens: 0 };

/** Goes on from what was spent before. */
export function createSpending(before: SessionSpent = NOTHING, above: Spending | null = null): Spending {
  let { usd, tokens } = before;
  const own: Spending = {
    get usd() {
      return usd;
    },
    get tokens() {
      return tokens;
    },
    get wholeUsd() {
      return above?.wholeUsd ?? usd ?? 0;
    },
    add: (spent) => {
      if (spent.usd !== null) usd = (usd ?? 0) + spent.usd;
      tokens += spent.tokens;
      above?.add(spent);
    },
    part: () => createSpending(NOTHING, own),
  };
  return own;
}

/** The same model; what each of its answers took is added, also of one that broke off. */
export function countedModel(model: Model, price: ModelPrice | null, spending: Spending): Model {
  return {
    ...model,
    async *stream(request, signal) {
      let usage: Extract<ModelEvent, { kind: 'usage' }> | null = null;
      try {
        for await (const event of model.stream(request, signal)) {
          if (event.kind === 'usage') usage = event;
          yield event;
        }
      } finally {
        const none = { cacheReadTokens: 0, cacheWriteTokens: 0, isBatch: false };
        if (usage !== null) {
          const tokens = usage.inputTokens + usage.outputTokens;
          spending.add({ usd: costOf({ ...none, ...usage }, price), tokens });
        }
      }
    },
  };
}
