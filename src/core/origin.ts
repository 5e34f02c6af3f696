/** Whose words a text is, from most to least trusted. */
export const ORIGINS = ['user', 'assistant', 'tool', 'external'] as const;
export type Origin = (typeof ORIGINS)[number];

/** The less trusted of the given origins; `user` for none, the identity of the fold. */
export function lowestOrigin(origins: Iterable<Origin>): Origin {
  let lowest: Origin = 'user';
  for (const origin of origins) {
    if (ORIGINS.indexOf(origin) > ORIGINS.indexOf(lowest)) lowest = origin;
  }
  return lowest;
}
