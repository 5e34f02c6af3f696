import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import { EARLY_CALLS, type SessionDigest } from '../digest/digest.ts';
import type { SessionPlaces } from '../session-places.ts';

/** A kind with fewer sessions has no usual shape yet. */
const FEWEST = 8;
/** Modified z-score (Iglewicz and Hoaglin, 1993, who suggest 3.5); sessions of people vary more than measurements. */
const FAR = 6;
const MOST = 3;
/** Scales the median absolute deviation to the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 0.6745;

interface Measure {
  readonly name: string;
  readonly of: (digest: SessionDigest) => number;
  /** How a value is told: a count, or a share of 1. */
  readonly unit: 'count' | 'share';
  /** Below this difference a deviation is of no consequence, however regular the others are. */
  readonly least: number;
}

/** Counts are compared by their logarithm: a session twice as long is as far off whatever the usual length. */
const MEASURES: readonly Measure[] = [
  { name: 'events', of: ({ events }) => events, unit: 'count', least: 200 },
  {
    name: 'share of failed calls',
    of: ({ calls, errors }) => (calls < 10 ? 0 : errors / calls),
    unit: 'share',
    least: 0.25,
  },
  // Far from its kind at its start: what a person would want to know while it still runs.
  {
    name: `failed calls among its first ${EARLY_CALLS}`,
    of: ({ earlyErrors }) => earlyErrors ?? 0,
    unit: 'count',
    least: 6,
  },
  { name: 'different tools', of: ({ tools }) => Object.keys(tools).length, unit: 'count', least: 6 },
  { name: 'edited files', of: ({ editedFiles }) => editedFiles, unit: 'count', least: 15 },
  { name: 'refused calls', of: ({ refusals }) => refusals, unit: 'count', least: 4 },
];

const TOKENS: Measure = {
  name: 'tokens read anew and written',
  of: ({ tokens }) => tokens,
  unit: 'count',
  least: 200_000,
};
/** What stands for the cost where transcripts do not tell it. */
const CHARACTERS: Measure = {
  name: 'characters of text',
  of: ({ characters }) => characters,
  unit: 'count',
  least: 200_000,
};

/** The cost is compared among the sessions that tell it, where they are enough to be a kind. */
function costOutliers(kind: readonly SessionDigest[], places: SessionPlaces, now: Date): readonly Observation[] {
  const telling = kind.filter(({ tokens }) => tokens > 0);
  return telling.length >= FEWEST ? outliers(telling, TOKENS, places, now) : outliers(kind, CHARACTERS, places, now);
}

/** New sessions far above what is usual for their agent, by median and median absolute deviation; for a person to look at. */
export function findDeviations(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  const kinds = new Map<string, SessionDigest[]>();
  for (const digest of digests) {
    // A resumed copy of a session is no second one.
    if (places.groupOf(digest.session) !== digest.session) continue;
    kinds.set(digest.agent, [...(kinds.get(digest.agent) ?? []), digest]);
  }
  const found = [...kinds.values()]
    .filter((kind) => kind.length >= FEWEST)
    .flatMap((kind) => [
      ...MEASURES.flatMap((measure) => outliers(kind, measure, places, now)),
      ...costOutliers(kind, places, now),
    ]);
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST);
}

/** What of a running session is far from its kind already, such as "9 failed calls among its first 20; 2 is usual for codex". */
export function deviationsOf(running: SessionDigest, others: readonly SessionDigest[]): readonly string[] {
  const kind = [...others.filter(({ agent }) => agent === running.agent), running];
  if (kind.length <= FEWEST) return [];
  const isRunning = (session: string): boolean => session === running.session;
  return MEASURES.flatMap((measure) => far(kind, measure, isRunning)).map(({ what }) => what);
}

interface Deviation {
  readonly digest: SessionDigest;
  readonly measure: Measure;
  /** In standard deviations of the kind. */
  readonly distance: number;
  readonly what: string;
}

function far(
  kind: readonly SessionDigest[],
  measure: Measure,
  isLookedAt: (session: string) => boolean,
): readonly Deviation[] {
  const scale = (value: number): number => (measure.unit === 'count' ? Math.log2(1 + value) : value);
  const values = kind.map((digest) => scale(measure.of(digest)));
  const middle = median(values);
  const spread = Math.max(
    median(values.map((value) => Math.abs(value - middle))),
    measure.unit === 'count' ? 0.25 : 0.03,
  );
  const usual = median(kind.map(measure.of));
  return kind.flatMap((digest) => {
    const value = measure.of(digest);
    const distance = (MAD_TO_SIGMA * (scale(value) - middle)) / spread;
    if (distance < FAR || value - usual < measure.least || !isLookedAt(digest.session)) return [];
    const what = `${told(value, measure)} ${measure.name}; ${told(usual, measure)} is usual for ${digest.agent}`;
    return [{ digest, measure, distance, what }];
  });
}

function outliers(
  kind: readonly SessionDigest[],
  measure: Measure,
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  return far(kind, measure, (session) => places.isNew(session)).map(({ digest, distance, what }) => ({
    id: contentId('fnd', now, 'deviation', measure.name, digest.session),
    kind: 'deviation' as const,
    score: Math.round(Math.min(0.4, 0.1 + distance / 60) * 1_000) / 1_000,
    summary: `The session “${digest.goal.slice(0, 60) || digest.session}” has ${what}`,
    evidence: digest.opening === null ? [] : [digest.opening],
    sessions: [digest.session],
    advice: null,
    origin: 'tool' as const,
    firstAt: digest.started,
    lastAt: digest.ended,
  }));
}

function told(value: number, { unit }: Measure): string {
  return unit === 'share' ? `${Math.round(value * 100)} %` : String(Math.round(value));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
