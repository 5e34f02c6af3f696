/** What stands in place of a secret that was shown masked. */
const MASK = /\[redacted[^\]\n]{0,60}\]/giu;

/** Whether a text would write masks over the secrets that they stand for. */
export function writesMasks(before: string | null, after: string): boolean {
  return count(after) > count(before ?? '');
}

export const MASK_PROBLEM =
  'The new text holds a mask in place of a secret, which would overwrite the secret itself. Edit around it, so that the secret stays as it is.';

function count(text: string): number {
  return [...text.matchAll(MASK)].length;
}
