import type { ModelEstimate } from './dream-runner.ts';

/** What a dream would send and cost, in one line for the person who asked for it. */
export function estimateLine({ model, estimate }: ModelEstimate): string {
  const { inputTokens, dollars, requests, cap } = estimate;
  const tokens = inputTokens < 1_000 ? 'fewer than 1,000' : `about ${Math.round(inputTokens / 1_000)},000`;
  const asked = requests === 1 ? 'one request' : `${requests} requests`;
  const price = dollars === null ? 'Its price is not known' : `It costs at most $${Math.max(dollars, 0.01).toFixed(2)}`;
  const end = cap === null ? '' : ` It ends at the cap of ${cap} and keeps what it has by then.`;
  return `This dream sends ${tokens} tokens to ${model} in ${asked}. ${price}.${end}`;
}
