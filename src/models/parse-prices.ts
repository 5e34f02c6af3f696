import * as z from 'zod/mini';
import type { PriceList } from '../core/dream/cost.ts';
import { parseJson } from '../core/json.ts';

const amount = z.number().check(z.minimum(0));
const price = { input: amount, output: amount, cacheWrite: amount, cacheRead: amount };
const priceList = z.object({
  asOf: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/u)),
  models: z.record(
    z.string(),
    z.object({ ...price, longPrompt: z.optional(z.object({ ...price, above: z.number().check(z.minimum(1)) })) }),
  ),
});

export type ParsedPrices =
  | { readonly kind: 'prices'; readonly prices: PriceList }
  | { readonly kind: 'invalid'; readonly message: string };

/** A person's own price file, over the known prices; the message names the mend. */
export function parsePrices(text: string, known: PriceList): ParsedPrices {
  const parsed = priceList.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    return {
      kind: 'invalid',
      message: `The file must hold {"asOf":"2026-01-31","models":{"MODEL":{"input","output","cacheWrite","cacheRead"}}} in US dollars for a million tokens; it does not${place}.`,
    };
  }
  const { asOf, models } = parsed.data;
  const own = Object.entries(models).map(([model, { longPrompt, ...rest }]) => [
    model,
    longPrompt === undefined ? rest : { ...rest, longPrompt },
  ]);
  return { kind: 'prices', prices: { asOf, models: { ...known.models, ...Object.fromEntries(own) } } };
}
