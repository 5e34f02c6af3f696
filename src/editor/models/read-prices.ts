import { readFile } from 'node:fs/promises';
import type { LogOutputChannel } from 'vscode';
import type { Model } from '../../core/agent/model.ts';
import { type ModelPrice, type PriceList, priceOf } from '../../core/dream/cost.ts';
import { parsePrices } from '../../models/parse-prices.ts';
import { PRICES } from '../../models/prices.ts';
import type { ReadSetting } from '../read-setting.ts';

export interface PricePlaces {
  readonly readSetting: ReadSetting;
  readonly log: Pick<LogOutputChannel, 'warn'>;
}

/** The person's own prices, or those that come with this version. */
export async function readPrices({ readSetting, log }: PricePlaces): Promise<PriceList> {
  const path = readSetting('cost.prices');
  if (path === '') return PRICES;
  const parsed = parsePrices(await readFile(path, 'utf8').catch(() => ''), PRICES);
  if (parsed.kind === 'prices') return parsed.prices;
  log.warn(`dreamwright.cost.prices: ${parsed.message} The prices of ${PRICES.asOf} are used.`);
  return PRICES;
}

/** Null where no price is known, as for the models of VS Code. */
export async function modelPrice(model: Model | null, places: PricePlaces): Promise<ModelPrice | null> {
  const [provider, id = ''] = model?.id.split(/:(.*)/su) ?? [];
  return provider === 'claude' ? priceOf(id, await readPrices(places)) : null;
}
