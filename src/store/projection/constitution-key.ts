/** Under what `meta` keeps that a constitution is in the journal. */
export function constitutionKey(hash: string): string {
  return `constitution ${hash}`;
}
