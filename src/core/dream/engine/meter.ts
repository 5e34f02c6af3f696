import { type Allowance, costOf, type ModelPrice, type TokenUsage } from '../cost.ts';
import type { DreamUsage } from '../dream-record.ts';

/** What one request is expected to take. */
export interface RequestEstimate {
  readonly inputTokens: number;
  /** The longest answer it may give. */
  readonly outputTokens: number;
  readonly isBatch: boolean;
}

/** Counts what one dream spends and says beforehand whether it may go on; lives as long as the dream. */
export class Meter {
  readonly #allowance: Allowance;
  #price: ModelPrice | null = null;
  #usage = { inputTokens: 0, outputTokens: 0 };
  #dollars = 0;
  #requests = 0;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** From here on counts by this price; null where none is known. */
  usePrice(price: ModelPrice | null): void {
    this.#price = price;
  }

  get usage(): DreamUsage {
    return this.#usage;
  }

  /** US dollars. */
  get cost(): number {
    return this.#dollars;
  }

  get inputTokensLeft(): number {
    return Math.max(0, this.#allowance.inputTokens - this.#usage.inputTokens);
  }

  record(usage: TokenUsage): void {
    this.#requests += 1;
    this.#usage = {
      inputTokens: this.#usage.inputTokens + usage.inputTokens,
      outputTokens: this.#usage.outputTokens + usage.outputTokens,
    };
    this.#dollars += costOf(usage, this.#price) ?? 0;
  }

  /** US dollars that such requests would cost at most, without a cache; null without a price. */
  priced(estimates: readonly RequestEstimate[]): number | null {
    if (this.#price === null) return null;
    return estimates.reduce(
      (sum, estimate) => sum + (costOf({ ...estimate, cacheReadTokens: 0, cacheWriteTokens: 0 }, this.#price) ?? 0),
      0,
    );
  }

  /** Which cap the requests would meet, as a clause for a person; null when they fit. */
  capMetBy(estimates: readonly RequestEstimate[]): string | null {
    const input = estimates.reduce((sum, { inputTokens }) => sum + inputTokens, 0);
    const output = estimates.reduce((sum, { outputTokens }) => sum + outputTokens, 0);
    const { dollars, inputTokens, tokens, requests } = this.#allowance;
    const used = this.#usage;
    if (this.#requests + estimates.length > requests) return requests === 1 ? '1 request' : `${requests} requests`;
    if (used.inputTokens + input > inputTokens) return `${inputTokens} input tokens`;
    if (used.inputTokens + used.outputTokens + input + output > tokens) return `${tokens} tokens left for today`;
    const cost = this.priced(estimates);
    return cost !== null && this.#dollars + cost > dollars ? `$${dollars.toFixed(2)}` : null;
  }
}
