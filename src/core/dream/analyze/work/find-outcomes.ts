import { isCurrent, type Memory } from '../../../memory/memory.ts';
import { explainReward } from '../../../outcomes/explain-reward.ts';
import { NO_REWARD, type RewardCounts, rewardMean, rewardOf } from '../../../outcomes/reward.ts';
import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest } from '../digest/digest.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';

/** A memory's outcome is told from as many judged sessions on. */
const JUDGED = 3;
const MOST = 5;

/** How the sessions went that recalled a memory, for the memories that were recalled in judged sessions. */
export function findOutcomes(
  digests: readonly SessionDigest[],
  memories: readonly Memory[],
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  const counts = new Map<string, RewardCounts>();
  const judgedIn = new Map<string, (readonly SessionDigest[])[]>();
  for (const work of piecesOfWork(digests)) {
    const went = { good: sumOf(work, 'good'), bad: sumOf(work, 'bad') };
    const judged = went.good + went.bad;
    if (judged === 0) continue;
    for (const memory of new Set(work.flatMap(({ recalled }) => recalled))) {
      const { good, bad } = counts.get(memory) ?? NO_REWARD;
      counts.set(memory, { good: good + went.good / judged, bad: bad + went.bad / judged });
      judgedIn.set(memory, [...(judgedIn.get(memory) ?? []), work]);
    }
  }
  const found = memories.flatMap((memory): readonly Observation[] => {
    const works = judgedIn.get(memory.id) ?? [];
    const seen = works.flat();
    const reward = counts.get(memory.id) ?? NO_REWARD;
    if (
      !isCurrent(memory, now.toISOString()) ||
      works.length < JUDGED ||
      !seen.some(({ session }) => places.isNew(session))
    )
      return [];
    return [
      {
        id: contentId('fnd', now, 'outcome', memory.id),
        kind: 'outcome',
        score: Math.round(Math.min(0.6, 0.2 + Math.abs(rewardMean(rewardOf(reward)) - 0.5)) * 1_000) / 1_000,
        summary: `${memory.path}: ${explainReward(reward)}`,
        evidence: seen.flatMap(({ judgement }) => (judgement === null ? [] : [judgement])).slice(0, 6),
        sessions: seen.map(({ session }) => session),
        advice: null,
        origin: 'tool',
        firstAt: seen[0]?.started ?? now.toISOString(),
        lastAt: seen.at(-1)?.ended ?? now.toISOString(),
      },
    ];
  });
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST);
}

/** A session and those it delegated to are judged together. */
function piecesOfWork(digests: readonly SessionDigest[]): Iterable<readonly SessionDigest[]> {
  return groupBy(digests, ({ session, parentSession }) => parentSession ?? session).values();
}

function sumOf(work: readonly SessionDigest[], way: 'good' | 'bad'): number {
  return work.reduce((sum, digest) => sum + digest[way], 0);
}
