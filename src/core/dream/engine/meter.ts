import { costOf, type EstimateLimits, type ModelPrice, type SpendLimits, type TokenUsage } from '../cost.ts';
import type { DaySpending } from '../day-spending.ts';
import type { DreamUsage } from '../dream-record.ts';
import { NO_USAGE } from './dream-model.ts';

/** What one request is expected to take. */
export interface RequestEstimate {
  readonly inputTokens: number;
  /** The longest answer it may give. */
  readonly outputTokens: number;
  readonly isBatch: boolean;
}

/** Anthropic says of its count that the number may differ by a small amount. */
const COUNT_MARGIN = 1.03;

/** Counts what one dream spends and says beforehand whether it may go on; lives as long as the dream. */
export class Meter {
  readonly #limits: SpendLimits;
  readonly #day: DaySpending;
  #price: ModelPrice | null = null;
  #usage = { inputTokens: 0, outputTokens: 0 };
  #dollars = 0;
  #requests = 0;
  /** How many times as many tokens a request takes as is expected of it, at worst. */
  #excess = COUNT_MARGIN;

  constructor(limits: SpendLimits, day: DaySpending) {
    this.#limits = limits;
    this.#day = day;
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

  /** For what is expected of requests. */
  get inputTokensLeft(): number {
    return Math.floor(Math.max(0, this.#inputTokens - this.#usage.inputTokens) / this.#excess);
  }

  /** Where the dream is stopped, counted from its start. */
  get limits(): EstimateLimits {
    const { dollarsPerDream, dollarsPerDay, requestsPerDream } = this.#limits;
    const elsewhere = this.#day.soFar().dollars - this.#dollars;
    return {
      dollars: Math.max(0, Math.min(dollarsPerDream, dollarsPerDay - elsewhere)),
      inputTokens: this.#inputTokens,
      requests: requestsPerDream,
    };
  }

  get #inputTokens(): number {
    const left = Math.max(0, this.#limits.tokensPerDay - this.#day.soFar().tokens);
    return Math.min(this.#limits.inputTokensPerDream, this.#usage.inputTokens + left);
  }

  /** Counts a request that was made; `expected` is what was thought of it, where something was. */
  record(usage: TokenUsage, expected?: RequestEstimate): void {
    this.#requests += 1;
    if (expected !== undefined && expected.inputTokens > 0) {
      this.#excess = Math.max(this.#excess, usage.inputTokens / expected.inputTokens);
    }
    this.recordLate(usage);
  }

  /**
   * Counts for the day what a request may take before it is asked, so that a dream in another window can't take the same
   * room. To be called with what it took in the end.
   */
  reserve(expected: RequestEstimate): (usage: TokenUsage) => void {
    const dollars = this.priced([expected]) ?? 0;
    const tokens = expected.inputTokens + expected.outputTokens;
    this.#day.add({ dollars, tokens });
    return (usage) => {
      this.#day.add({ dollars: -dollars, tokens: -tokens });
      this.record(usage, expected);
    };
  }

  /** Counts what requests of an earlier dream took that nobody counted then. */
  recordLate(usage: TokenUsage): void {
    const dollars = costOf(usage, this.#price) ?? 0;
    this.#usage = {
      inputTokens: this.#usage.inputTokens + usage.inputTokens,
      outputTokens: this.#usage.outputTokens + usage.outputTokens,
    };
    this.#dollars += dollars;
    const tokens = usage.inputTokens + usage.outputTokens;
    if (tokens > 0) this.#day.add({ dollars, tokens });
  }

  /** US dollars that such requests would cost at most; null without a price. */
  priced(estimates: readonly RequestEstimate[]): number | null {
    const price = this.#price;
    if (price === null) return null;
    return estimates.reduce((sum, estimate) => sum + dearest(estimate, price), 0);
  }

  /** Which cap the requests would meet, as a clause for a person; null when they fit. */
  capMetBy(estimates: readonly RequestEstimate[]): string | null {
    const worst = estimates.map((one) => ({ ...one, inputTokens: Math.ceil(one.inputTokens * this.#excess) }));
    return this.#capMet({
      requests: worst.length,
      input: worst.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      output: worst.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
      dollars: this.priced(worst),
    });
  }

  /** Which cap one more request would meet that came to this usage. */
  capMetAfter(usage: TokenUsage): string | null {
    return this.#capMet({
      requests: 1,
      input: usage.inputTokens,
      output: usage.outputTokens,
      dollars: costOf(usage, this.#price),
    });
  }

  #capMet(more: {
    readonly requests: number;
    readonly input: number;
    readonly output: number;
    readonly dollars: number | null;
  }): string | null {
    const { dollarsPerDream, dollarsPerDay, inputTokensPerDream, tokensPerDay, requestsPerDream } = this.#limits;
    const today = this.#day.soFar();
    if (this.#requests + more.requests > requestsPerDream) {
      return requestsPerDream === 1 ? '1 request' : `${requestsPerDream} requests`;
    }
    if (this.#usage.inputTokens + more.input > inputTokensPerDream) return `${inputTokensPerDream} input tokens`;
    const tokensLeft = Math.max(0, tokensPerDay - today.tokens);
    if (more.input + more.output > tokensLeft) return `${tokensLeft} tokens left for today`;
    if (more.dollars === null) return null;
    if (this.#dollars + more.dollars > dollarsPerDream) return `$${dollarsPerDream.toFixed(2)}`;
    const dollarsLeft = Math.max(0, dollarsPerDay - today.dollars);
    return more.dollars > dollarsLeft ? `$${dollarsLeft.toFixed(2)} left for today` : null;
  }
}

/** A provider may charge every token of a prompt as one that is written to its cache. */
function dearest({ inputTokens, outputTokens, isBatch }: RequestEstimate, price: ModelPrice): number {
  const plain = { ...NO_USAGE, inputTokens, outputTokens, isBatch };
  return Math.max(costOf(plain, price) ?? 0, costOf({ ...plain, cacheWriteTokens: inputTokens }, price) ?? 0);
}
