/** Who did something; kept with every journal entry. */
export type Actor =
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'dream'; readonly dream: string }
  | { readonly kind: 'agent'; readonly name: string; readonly session: string }
  | { readonly kind: 'system' };
