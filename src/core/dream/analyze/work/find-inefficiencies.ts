import type { Advice, Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { RepeatedLookup, SessionDigest, Trail } from '../digest/digest.ts';
import { groupBy } from '../group-by.ts';
import { pause } from '../pause.ts';
import type { SessionPlaces } from '../session-places.ts';
import { findRoutes } from './find-routes.ts';
import { subjectsOf } from './lookup-subjects.ts';

/** A search that led to the same file in as many independent sessions is worth a note, and in as many a memory. */
const SAME_TRAIL = 2;
const TRAIL_WORTH_A_MEMORY = 3;
/** Of the independent sessions that searched for it, this share must have ended at the file. */
const TRAIL_SHARE = 0.6;
const MOST_TRAILS = 5;
/** Look-ups repeated within sessions are told when this many independent sessions did so, the worst ones only. */
const REPEATED_SESSIONS = 2;
const MOST_REPEATS = 3;

interface Seen<Item> {
  readonly item: Item;
  readonly session: string;
  readonly group: string;
}

/** Work done again and again: long ways to one file, searches that always end at one, and look-ups and commands repeated with nothing changed between. */
export async function findInefficiencies(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
  signal?: AbortSignal,
): Promise<readonly Observation[]> {
  const routes = await findRoutes(digests, places, now, signal);
  const told = new Set(routes.flatMap(({ file, subject }) => [file, subject ?? file]));
  await pause(signal);
  const trails = sameTrails(digests, places, now, told);
  await pause(signal);
  return [...routes.map(({ finding }) => finding), ...trails, ...sameLookups(digests, places, now)];
}

function sameTrails(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
  routes: ReadonlySet<string>,
): readonly Observation[] {
  const searches = digests.flatMap((digest) =>
    digest.trails.flatMap((item) => {
      const seen = { item, session: digest.session, group: places.groupOf(digest.session) };
      return subjectsOf(item.query).map((subject) => ({ subject, seen }));
    }),
  );
  const found: Observation[] = [];
  const told = new Set(routes);
  for (const [subject, same] of groupBy(searches, (search) => search.subject)) {
    const all = same.map(({ seen }) => seen);
    const searching = new Set(all.map(({ group }) => group)).size;
    if (searching < SAME_TRAIL || routes.has(subject)) continue;
    for (const [file, seen] of groupBy(all, ({ item }) => item.file)) {
      const groups = [...new Set(seen.map(({ group }) => group))];
      const isNamed = file
        .toLowerCase()
        .replace(/[^a-z0-9]/gu, '')
        .includes(subject.toLowerCase().replace(/[^a-z0-9]/gu, ''));
      const isCommon = groups.length < SAME_TRAIL || groups.length / searching < TRAIL_SHARE;
      if (isCommon || isNamed || told.has(file) || !seen.some(({ session }) => places.isNew(session))) continue;
      told.add(file);
      found.push({
        ...base(seen, groups, { id: contentId('fnd', now, 'trail', subject, file), now }),
        score: Math.min(0.55, 0.2 + 0.06 * groups.length),
        summary: `Searching for \`${subject}\` led to \`${file}\` in ${groups.length} independent sessions`,
        advice: groups.length < TRAIL_WORTH_A_MEMORY ? null : whereItIs(subject, file),
      });
    }
  }
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST_TRAILS);
}

function whereItIs(subject: string, file: string): Advice {
  const title = `${subject} is in ${file.slice(file.lastIndexOf('/') + 1)}`;
  return { folder: 'where', title, text: `Look for \`${subject}\` in \`${file}\`.`, kind: 'reference' };
}

function sameLookups(digests: readonly SessionDigest[], places: SessionPlaces, now: Date): readonly Observation[] {
  const seen: Seen<RepeatedLookup>[] = digests.flatMap((digest) =>
    digest.repeats.map((item) => ({ item, session: digest.session, group: places.groupOf(digest.session) })),
  );
  const found: Observation[] = [];
  for (const [what, all] of groupBy(seen, ({ item }) => item.what)) {
    const groups = [...new Set(all.map(({ group }) => group))];
    if (groups.length < REPEATED_SESSIONS || !all.some(({ session }) => places.isNew(session))) continue;
    const times = all.reduce((sum, { item }) => sum + item.times, 0);
    found.push({
      ...base(all, groups, { id: contentId('fnd', now, 'lookup', what), now }),
      score: Math.min(0.4, 0.1 + 0.02 * times),
      summary: `\`${what}\` was ${all[0]?.item.act ?? 'looked up'} ${times} times in ${groups.length} independent sessions with no edit in between`,
      advice: null,
    });
  }
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST_REPEATS);
}

function base(
  seen: readonly Seen<Trail | RepeatedLookup>[],
  groups: readonly string[],
  { id, now }: { readonly id: string; readonly now: Date },
) {
  const times = seen.map(({ item }) => item.at).sort();
  const first = groups.flatMap((group) => seen.find((one) => one.group === group) ?? []);
  return {
    id,
    kind: 'inefficiency' as const,
    evidence: first.map(({ item }) => item.evidence),
    sessions: groups,
    origin: 'assistant' as const,
    firstAt: times[0] ?? now.toISOString(),
    lastAt: times.at(-1) ?? now.toISOString(),
  };
}
