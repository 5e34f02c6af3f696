import type { Advice, Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest } from '../digest/digest.ts';
import type { MissedCall } from '../digest/miss-reader.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';

/** What is not there is told when as many independent sessions looked for it, another failure when as many met it. */
const LOOKED = 2;
const FAILED = 3;
/** Independent sessions that found the same thing in its place before that is worth a memory. */
const FOUND = 2;
/** Without anything found in its place. */
const LOOKED_IN_VAIN = 3;
const MOST = 5;

interface Missed {
  readonly miss: MissedCall;
  readonly session: string;
  readonly group: string;
}

/** Paths and names that agents take for granted and that are not there, and tools that keep failing in the same way. */
export function findMisses(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  const missed = digests.flatMap(({ session, misses }) =>
    misses.map((miss) => ({ miss, session, group: places.groupOf(session) })),
  );
  const keyOf = ({ miss: { kind, tool, subject } }: Missed): string =>
    kind === 'other' ? `${kind} ${tool} ${subject}` : `${kind} ${subject}`;
  const found = [...groupBy(missed, keyOf).values()].flatMap((same): readonly Observation[] => {
    const [first] = same;
    const groups = [...new Set(same.map(({ group }) => group))];
    if (first === undefined || isThere(first.miss, digests) || !same.some(({ session }) => places.isNew(session)))
      return [];
    return groups.length < (first.miss.kind === 'other' ? FAILED : LOOKED)
      ? []
      : [describe(first.miss, same, groups, now)];
  });
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST);
}

/** Other sessions read or wrote it: it came or went with the work. */
function isThere({ kind, subject }: MissedCall, digests: readonly SessionDigest[]): boolean {
  const isIt = (file: string): boolean => file === subject || file.startsWith(`${subject}/`);
  return (
    kind === 'path' &&
    digests.some(({ reads, touched }) => Object.keys(reads).some(isIt) || touched.some(({ file }) => isIt(file)))
  );
}

function describe(miss: MissedCall, same: readonly Missed[], groups: readonly string[], now: Date): Observation {
  const { kind, tool, subject } = miss;
  const instead = foundInstead(same);
  const times = same.map(({ miss: { at } }) => at).sort();
  const sessions = `${groups.length} independent sessions`;
  const meant = instead === null ? '' : `; \`${instead}\` was what was meant`;
  return {
    id: contentId('fnd', now, 'miss', kind, subject, ...(kind === 'other' ? [tool] : [])),
    kind: 'inefficiency',
    score: Math.min(0.55, 0.2 + 0.06 * groups.length + (instead === null ? 0 : 0.1)),
    summary:
      kind === 'other'
        ? `${tool} failed ${same.length} times in ${sessions} with “${subject}”`
        : `\`${subject}\` was looked for in ${sessions} and is not there${meant}`,
    evidence: groups.flatMap((group) => same.find((one) => one.group === group)?.miss.evidence ?? []),
    sessions: groups,
    advice: kind === 'other' ? null : adviceOn(kind, subject, { instead, sessions: groups.length }),
    origin: 'assistant',
    firstAt: times[0] ?? now.toISOString(),
    lastAt: times.at(-1) ?? now.toISOString(),
  };
}

function adviceOn(
  kind: 'path' | 'name',
  subject: string,
  { instead, sessions }: { readonly instead: string | null; readonly sessions: number },
): Advice | null {
  const folder = kind === 'path' ? 'where' : 'names';
  if (instead !== null) {
    const text = kind === 'path' ? `Look in \`${instead}\`` : `Use \`${instead}\``;
    return {
      folder,
      title: `${instead} not ${subject}`,
      text: `${text}; there is no \`${subject}\`.`,
      kind: 'reference',
    };
  }
  if (sessions < LOOKED_IN_VAIN) return null;
  return { folder, title: `no ${subject}`, text: `There is no \`${subject}\` here.`, kind: 'fact' };
}

/** What as many independent sessions found in its place as it takes; null when that differed. */
function foundInstead(same: readonly Missed[]): string | null {
  const found = groupBy(
    same.filter(({ miss }) => miss.instead !== ''),
    ({ miss }) => miss.instead,
  );
  const [first] = [...found].filter(([, alike]) => new Set(alike.map(({ group }) => group)).size >= FOUND);
  return first?.[0] ?? null;
}
