import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest } from '../digest/digest.ts';
import type { SessionPlaces } from '../session-places.ts';

/** In as many independent sessions people must have sent a plan back and said why. */
const SENT_BACK = 2;
const QUOTED = 3;

/** What people said when they sent agents' plans back; for a person to read, as each plan is another one. */
export function findPlansSentBack(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  const sentBack = digests.flatMap(({ session, refused }) =>
    refused
      .filter(({ act, said }) => act === 'plan' && said !== '')
      .map((plan) => ({ plan, session, group: places.groupOf(session) })),
  );
  const groups = [...new Set(sentBack.map(({ group }) => group))];
  if (groups.length < SENT_BACK || !sentBack.some(({ session }) => places.isNew(session))) return [];
  const newest = groups.flatMap((group) => sentBack.find((one) => one.group === group)?.plan ?? []).toReversed();
  const told = newest.slice(0, QUOTED).map(({ said }) => `“${said}”`);
  const times = sentBack.map(({ plan: { at } }) => at).sort();
  return [
    {
      id: contentId('fnd', now, 'plans-sent-back'),
      kind: 'inefficiency',
      score: Math.min(0.4, 0.2 + 0.02 * groups.length),
      summary: `Plans were sent back in ${groups.length} independent sessions: ${told.join(', ')}`,
      evidence: newest.map(({ evidence }) => evidence),
      sessions: groups,
      advice: null,
      origin: 'user',
      firstAt: times[0] ?? now.toISOString(),
      lastAt: times.at(-1) ?? now.toISOString(),
    },
  ];
}
