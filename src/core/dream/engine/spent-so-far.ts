import type { Meter } from './meter.ts';

/** For the reader of a progress line; empty while nothing is spent. */
export function spentSoFar({ cost, usage }: Meter): string {
  const tokens = usage.inputTokens + usage.outputTokens;
  if (tokens === 0) return '';
  return cost === 0 ? `, ${tokens} tokens so far` : `, $${cost.toFixed(2)} so far`;
}
