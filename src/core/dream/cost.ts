/** US dollars for a million tokens. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
  /** Prompt tokens that are written to, or read from, the provider's cache. */
  readonly cacheWrite: number;
  readonly cacheRead: number;
}

/** What a model costs; a longer prompt than `above` tokens is charged by another price where the provider does so. */
export interface ModelPrice extends TokenPrice {
  /** ISO date of the list that it stands in. */
  readonly asOf?: string;
  readonly longPrompt?: TokenPrice & { readonly above: number };
}

/** Prices as they were on a day, by the model's id or the beginning of it. */
export interface PriceList {
  /** ISO date. */
  readonly asOf: string;
  readonly models: Readonly<Record<string, ModelPrice>>;
}

/** Tokens of one request; those of the cache are part of the input. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** Charged at half the price, because the answer could wait. */
  readonly isBatch: boolean;
}

/** What dreams may spend. Nothing is unlimited: where money can't be counted, tokens and requests are. */
export interface SpendLimits {
  /** US dollars. */
  readonly dollarsPerDream: number;
  readonly dollarsPerDay: number;
  readonly inputTokensPerDream: number;
  /** Input and output together. */
  readonly tokensPerDay: number;
  readonly requestsPerDream: number;
}

export const DEFAULT_SPEND_LIMITS: SpendLimits = {
  dollarsPerDream: 1,
  dollarsPerDay: 5,
  inputTokensPerDream: 150_000,
  tokensPerDay: 1_000_000,
  requestsPerDream: 20,
};

const MILLION = 1_000_000;
const BATCH_SHARE = 0.5;

/**
 * The price of a model: by its own id, else by the longest listed beginning that ends where a part of the id ends
 * (`claude-opus-5` also prices `claude-opus-5-20260724`, never `claude-opus-5-5`). Null when it is not listed.
 */
export function priceOf(model: string, list: PriceList): ModelPrice | null {
  const [best] = Object.keys(list.models)
    .filter((name) => name === model || (model.startsWith(`${name}-`) && /^\d{8}$/u.test(model.slice(name.length + 1))))
    .sort((a, b) => b.length - a.length);
  const price = best === undefined ? undefined : list.models[best];
  return price === undefined ? null : { ...price, asOf: list.asOf };
}

/** US dollars; null without a price. */
export function costOf(usage: TokenUsage, price: ModelPrice | null): number | null {
  if (price === null) return null;
  const { longPrompt } = price;
  const rate = longPrompt !== undefined && usage.inputTokens > longPrompt.above ? longPrompt : price;
  const plain = Math.max(0, usage.inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens);
  const dollars =
    (plain * rate.input +
      usage.cacheReadTokens * rate.cacheRead +
      usage.cacheWriteTokens * rate.cacheWrite +
      usage.outputTokens * rate.output) /
    MILLION;
  return usage.isBatch ? dollars * BATCH_SHARE : dollars;
}

/** What a dream is expected to take, told before it is asked for. */
export interface DreamEstimate {
  /** Requests to the model; 0 when nothing is sent. */
  readonly requests: number;
  readonly inputTokens: number;
  /** US dollars, the cache at its dearest; null where they are not known. */
  readonly dollars: number | null;
  /** The cap that it would meet, as a clause; null when it fits. */
  readonly cap: string | null;
  /** Where it is stopped, whatever it looks up or has to ask again. */
  readonly limits?: EstimateLimits;
  /** ISO date of the price that was used; missing where none is known. */
  readonly pricesAsOf?: string;
}

/** What a dream takes at most. Dollars hold where a price is known. */
export interface EstimateLimits {
  readonly dollars: number;
  readonly inputTokens: number;
  readonly requests: number;
}

export const NOTHING_TO_SPEND: DreamEstimate = { requests: 0, inputTokens: 0, dollars: 0, cap: null };
