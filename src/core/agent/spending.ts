import { costOf, type ModelPrice } from '../dream/cost.ts';
import type { Model, ModelEvent } from './model.ts';

/** What the work on one session has cost, in US dollars. */
export interface Spending {
  /** Null while nothing with a known price was asked. */
  readonly usd: number | null;
  /** With all that it is a part of: what a cap holds against. */
  readonly wholeUsd: number;
  add(usd: number): void;
  /** Of an agent that works for this session: counted by itself, and here. */
  part(): Spending;
}

/** Goes on from what was spent before. */
export function createSpending(before: number | null = null, above: Spending | null = null): Spending {
  let spent = before;
  const own: Spending = {
    get usd() {
      return spent;
    },
    get wholeUsd() {
      return above?.wholeUsd ?? spent ?? 0;
    },
    add: (more) => {
      spent = (spent ?? 0) + more;
      above?.add(more);
    },
    part: () => createSpending(null, own),
  };
  return own;
}

/** The same model; what each of its answers cost is added, also of one that broke off. */
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
        const cost = usage === null ? null : costOf({ ...none, ...usage }, price);
        if (cost !== null) spending.add(cost);
      }
    },
  };
}
