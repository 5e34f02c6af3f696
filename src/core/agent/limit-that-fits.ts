import { roughTokens } from './message-tokens.ts';
import { cutText } from './tools/cut-text.ts';

/** Less says nothing. */
const LEAST_CHARACTERS = 500;
const PRECISION = 100;

/** The most characters that each of the texts may keep so that all together take about `tokens`; shorter ones stay whole. */
export function limitThatFits(texts: readonly string[], tokens: number): number {
  let fits = LEAST_CHARACTERS;
  let isTooMuch = Math.max(...texts.map(({ length }) => length), LEAST_CHARACTERS);
  while (isTooMuch - fits > PRECISION) {
    const limit = Math.floor((fits + isTooMuch) / 2);
    const used = texts.reduce((sum, text) => sum + roughTokens(cutText(text, limit, '')), 0);
    if (used <= tokens) fits = limit;
    else isTooMuch = limit;
  }
  return fits;
}
