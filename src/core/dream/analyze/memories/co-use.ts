import type { Evidence } from '../../../evidence.ts';
import type { SessionDigest } from '../digest/digest.ts';
import type { SessionPlaces } from '../session-places.ts';

/** Two memories that were put into the same prompts. */
export interface CoUse {
  readonly memories: readonly [string, string];
  /** Independent sessions that recalled both, and the first words of each. */
  readonly sessions: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Recalled together in as many independent sessions, and in this share of those that recalled either. */
const TOGETHER = 3;
const TOGETHER_SHARE = 0.6;
/** A session that recalls more than this tells nothing about which two belong together. */
const MOST_RECALLED = 20;

/** Pairs of memories that are recalled together much more often than apart. */
export function findCoUse(digests: readonly SessionDigest[], places: SessionPlaces): readonly CoUse[] {
  const byMemory = new Map<string, Map<string, SessionDigest>>();
  for (const digest of digests) {
    if (digest.recalled.length > MOST_RECALLED) continue;
    for (const memory of digest.recalled) {
      const seen = byMemory.get(memory) ?? new Map<string, SessionDigest>();
      byMemory.set(memory, seen.set(places.groupOf(digest.session), digest));
    }
  }
  const often = [...byMemory].filter(([, seen]) => seen.size >= TOGETHER).sort(([a], [b]) => (a < b ? -1 : 1));
  return often.flatMap(([left, leftSeen], place) =>
    often.slice(place + 1).flatMap(([right, rightSeen]) => {
      const both = [...leftSeen].filter(([group]) => rightSeen.has(group));
      const either = leftSeen.size + rightSeen.size - both.length;
      if (both.length < TOGETHER || both.length / either < TOGETHER_SHARE) return [];
      const evidence = both.flatMap(([, { opening }]) => (opening === null ? [] : [opening]));
      return [{ memories: [left, right] as const, sessions: both.map(([group]) => group), evidence }];
    }),
  );
}
