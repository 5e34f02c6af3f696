import type { DreamRecord } from './dream-record.ts';

/** What dreams spent. */
export interface Spent {
  /** US dollars, as far as prices are known. */
  readonly dollars: number;
  /** Sent and got, whether or not their price is known. */
  readonly tokens: number;
}

/** Where the spending of a person's dreams is kept, over all their workspaces and windows. */
export interface DayLedger {
  /** On a day such as `2026-01-31` (UTC). */
  spentOn(day: string): Spent;
  add(day: string, spent: Spent): void;
}

/** What dreams spend on the day (UTC) on which one of them starts. */
export interface DaySpending {
  soFar(): Spent;
  add(spent: Spent): void;
}

function spentBy(dreams: readonly DreamRecord[], day: string): Spent {
  return dreams
    .filter(({ started }) => started.startsWith(day))
    .map(({ cost, usage }) => ({ dollars: cost, tokens: usage.inputTokens + usage.outputTokens }))
    .reduce(together, NOTHING_SPENT);
}

/**
 * The spending of a day by the ledger or, where that says less (it is lost, can't be written, or there is none), by the
 * dreams of this store.
 */
export function daySpending(ledger: DayLedger | null, dreams: readonly DreamRecord[], now: Date): DaySpending {
  const day = now.toISOString().slice(0, 10);
  let here = spentBy(dreams, day);
  return {
    soFar: () => larger(here, ledger?.spentOn(day) ?? NOTHING_SPENT),
    add: (spent) => {
      here = together(here, spent);
      ledger?.add(day, spent);
    },
  };
}

const NOTHING_SPENT: Spent = { dollars: 0, tokens: 0 };

function together(one: Spent, other: Spent): Spent {
  return { dollars: one.dollars + other.dollars, tokens: one.tokens + other.tokens };
}

function larger(one: Spent, other: Spent): Spent {
  return { dollars: Math.max(one.dollars, other.dollars), tokens: Math.max(one.tokens, other.tokens) };
}
