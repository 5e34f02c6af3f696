import type { ModelError } from './model.ts';

/** How providers word that a request does not fit their model. */
const TOO_LONG =
  /too (?:long|large|many (?:input )?tokens)|context[ _](?:length|window|size)|token limit|maximum.{0,30}tokens/iu;

/** Whether a request was turned down because it holds too much. */
export function isTooLong(error: ModelError): boolean {
  return error.kind === 'rejected' && TOO_LONG.test(error.detail);
}
