import type { DreamEstimate } from '../cost.ts';

/** What a dream would send and cost, in one line for the person who asked for it. */
export function tellEstimate(model: string, estimate: DreamEstimate): string {
  const { inputTokens, requests, cap } = estimate;
  const tokens = inputTokens < 1_000 ? 'fewer than 1,000' : `about ${counted(Math.round(inputTokens / 1_000) * 1_000)}`;
  const asked = requests === 1 ? 'one request' : `${requests} requests`;
  const more = goesOnElsewhere(estimate) ? '' : ', more where it looks something up';
  const end = cap === null ? '' : ` It ends at the cap of ${cap} and keeps what it has by then.`;
  return `This dream sends ${tokens} tokens to ${model} in ${asked}${more}. ${price(estimate)}.${end}`;
}

/** A hosted dream has a price, and nobody knows beforehand how much of it. */
function goesOnElsewhere({ dollars, pricesAsOf }: DreamEstimate): boolean {
  return dollars === null && pricesAsOf !== undefined;
}

function price(estimate: DreamEstimate): string {
  const { dollars, limits, pricesAsOf } = estimate;
  const asOf = pricesAsOf === undefined ? '' : ` (prices of ${pricesAsOf})`;
  const never = limits === undefined ? '' : `, never more than $${limits.dollars.toFixed(2)}`;
  if (goesOnElsewhere(estimate)) return `What it costs shows as it goes${asOf}${never}`;
  if (dollars !== null) return `It costs about $${Math.max(dollars, 0.01).toFixed(2)}${asOf}${never}`;
  const most =
    limits === undefined
      ? ''
      : `; it sends at most ${counted(limits.inputTokens)} tokens in ${limits.requests === 1 ? 'one request' : `${limits.requests} requests`}`;
  return `Its price is not known${most}`;
}

function counted(tokens: number): string {
  return tokens.toLocaleString('en');
}
