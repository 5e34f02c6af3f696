import type { Evidence } from '../../../evidence.ts';
import { listed } from '../../../listed.ts';
import { commonForm } from '../../../shell/command-form.ts';
import type { Advice, Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { CommandRun, SessionDigest } from '../digest/digest.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { formOf } from '../failures/form-remedy.ts';
import { groupBy } from '../group-by.ts';
import { pause } from '../pause.ts';
import type { SessionPlaces } from '../session-places.ts';
import { frequentSequences } from '../terms/frequent-sequences.ts';
import { subjectsOf } from './lookup-subjects.ts';

/** In as many independent sessions the way is the way. */
const SESSIONS = 3;
/** Searches and reads of other files that a shorter way would spare, by the median session. */
const SPARED = 3;
/** Of the independent sessions that started alike, or changed the file, this share must have gone on alike. */
const SHARE = 0.6;
/** Of the others no more than this share may run the same commands: what every session does is no way of this file. */
const ELSEWHERE = 0.34;
/** Looks before an edit, and runs after it, that count as its way. */
const BEFORE = 14;
const AFTER = 10;
const LONGEST = 6;
const MOST = 3;

/** How one session came to change a file for the first time, and what it ran after that. */
interface Way {
  readonly session: string;
  readonly group: string;
  readonly at: string;
  readonly looks: readonly string[];
  /** Searches and reads of other files before the edit. */
  readonly spared: number;
  readonly trails: SessionDigest['trails'];
  readonly runs: readonly CommandRun[];
  readonly evidence: Evidence;
}

/** A long way that independent sessions go again and again: the same looks before one file is changed, the same commands after. */
export interface Route {
  readonly file: string;
  /** What was searched for at its start; null where it starts in many ways. */
  readonly subject: string | null;
  readonly finding: Observation;
}

/**
 * Sequences of acts that end in the same file, gaps allowed, in three or more independent sessions, and the shorter way:
 * straight to the file, then the commands that are its own.
 */
export async function findRoutes(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
  signal?: AbortSignal,
): Promise<readonly Route[]> {
  const ways = digests.flatMap((digest) => waysOf(digest, places.groupOf(digest.session)));
  const surroundings: Surroundings = { now, searched: new Map(), ran: new Map(), running: new Set() };
  for (const digest of digests) readSurroundings(digest, places.groupOf(digest.session), surroundings);
  const routes: Route[] = [];
  for (const [file, same] of groupBy(ways, (one) => one.file)) {
    const byGroup = [...groupBy(same, ({ way }) => way.group).values()].flatMap(([first]) => first?.way ?? []);
    if (byGroup.length < SESSIONS || !byGroup.some(({ session }) => places.isNew(session))) continue;
    await pause(signal);
    const route = routeOf(file, byGroup, surroundings);
    if (route !== null) routes.push(route);
  }
  return routes.sort((a, b) => b.finding.score - a.finding.score || (a.file < b.file ? -1 : 1)).slice(0, MOST);
}

function waysOf(digest: SessionDigest, group: string): readonly { readonly file: string; readonly way: Way }[] {
  const seen = new Set<string>();
  return digest.edits.flatMap(({ file, index }, place) => {
    const touched = digest.touched.find((one) => one.file === file);
    if (seen.has(file) || touched === undefined || isOutside(file)) return [];
    seen.add(file);
    const since = digest.edits[place - 1]?.index ?? -1;
    const before = digest.looks.filter((look) => look.index > since && look.index < index).slice(-BEFORE);
    const others = before.filter(({ kind, what }) => kind === 'search' || what !== file);
    const runs = digest.commands
      .filter((run) => run.index > index && !run.failed && run.ranBy === 'agent')
      .slice(0, AFTER);
    const way: Way = {
      ...{ session: digest.session, group, at: touched.first, evidence: touched.evidence },
      looks: others.flatMap(({ kind, what }) =>
        kind === 'read'
          ? isOutside(what)
            ? []
            : [`read ${what}`]
          : subjectsOf(what).map((subject) => `search ${subject}`),
      ),
      spared: others.length,
      trails: digest.trails,
      runs: runs.filter(({ command }) => commandPurpose(command) !== 'inspect'),
    };
    return [{ file, way }];
  });
}

/** What all sessions did, each with the independent groups that did it. */
interface Surroundings {
  readonly now: Date;
  readonly searched: Map<string, Set<string>>;
  readonly ran: Map<string, Set<string>>;
  /** Those that ran anything. */
  readonly running: Set<string>;
}

function readSurroundings(
  { looks, commands }: SessionDigest,
  group: string,
  { searched, ran, running }: Surroundings,
): void {
  for (const { kind, what } of looks) {
    if (kind === 'search') for (const subject of subjectsOf(what)) noteGroup(searched, subject, group);
  }
  for (const { command } of commands) noteGroup(ran, command, group);
  if (commands.length > 0) running.add(group);
}

function noteGroup(groups: Map<string, Set<string>>, key: string, group: string): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, new Set([group]));
  else known.add(group);
}

function isOutside(file: string): boolean {
  return /^(?:\/|~|[A-Za-z]:|\.\.)/u.test(file);
}

function routeOf(file: string, ways: readonly Way[], surroundings: Surroundings): Route | null {
  const { now } = surroundings;
  const start = startOf(file, ways, surroundings);
  const after = commandsAfter(ways, surroundings);
  const went = start ?? after;
  if (went === null) return null;
  const going = ways.filter(({ group }) => went.groups.has(group));
  const commands = after !== null && [...went.groups].every((group) => after.groups.has(group)) ? after.commands : [];
  const spared = median(going.map((way) => way.spared));
  const subject = start?.subject ?? null;
  const advice = adviceOn(file, subject, commands);
  if (spared < SPARED || advice === null) return null;
  const times = going.map(({ at }) => at).sort();
  const from = start === null ? '' : `, from the search for \`${start.subject}\` by way of ${told(start.by, 'and')}`;
  const then = commands.length === 0 ? '' : `, and then ran ${told(commands, 'then')}`;
  return {
    file,
    subject,
    finding: {
      id: contentId('fnd', now, 'route', file),
      kind: 'inefficiency',
      score: Math.min(0.55, 0.25 + 0.06 * going.length),
      summary: `${going.length} independent sessions made ${spared} or so searches and reads of other files before they changed \`${file}\`${from}${then}`,
      evidence: going.flatMap((way) => [...searchesFor(subject, way), way.evidence]),
      sessions: going.map(({ group }) => group),
      advice,
      origin: 'assistant',
      firstAt: times[0] ?? now.toISOString(),
      lastAt: times.at(-1) ?? now.toISOString(),
    },
  };
}

function searchesFor(subject: string | null, { trails }: Way): readonly Evidence[] {
  const trail = trails.find(({ query }) => subject !== null && subjectsOf(query).includes(subject));
  return trail === undefined ? [] : [trail.evidence];
}

/** What the sessions searched for at the start of the same looks; null when they did not go alike. */
function startOf(
  file: string,
  ways: readonly Way[],
  { searched }: Surroundings,
): { readonly subject: string; readonly by: readonly string[]; readonly groups: ReadonlySet<string> } | null {
  const sequences = ways.map(({ group, looks }) => ({ group, items: looks }));
  const alike = frequentSequences(sequences, { support: SESSIONS, longest: LONGEST });
  for (const { items, groups } of alike) {
    const subject = /^search (.+)$/u.exec(items[0] ?? '')?.[1];
    if (subject === undefined || items.length < 2 || isNamedAfter(file, subject)) continue;
    const started = searched.get(subject)?.size ?? groups.size;
    const by = items.slice(1).flatMap((item) => /^read (.+)$/u.exec(item)?.[1] ?? []);
    if (by.length > 0 && groups.size / started >= SHARE) return { subject, by, groups };
  }
  return null;
}

/** The commands that sessions which changed the file ran after it, and others did not; null when there are none. */
function commandsAfter(
  ways: readonly Way[],
  { ran, running }: Surroundings,
): { readonly commands: readonly string[]; readonly groups: ReadonlySet<string> } | null {
  const changing = new Set(ways.map(({ group }) => group));
  const others = without(running, changing);
  const isOwn = (command: string): boolean =>
    others > 0 && without(ran.get(command) ?? new Set(), changing) <= others * ELSEWHERE;
  const own = new Set([...new Set(ways.flatMap(({ runs }) => runs.map(({ command }) => command)))].filter(isOwn));
  const sequences = ways.map(({ group, runs }) => ({
    group,
    items: runs.map(({ command }) => command).filter((command) => own.has(command)),
  }));
  const [found] = frequentSequences(sequences, { support: SESSIONS, longest: LONGEST });
  if (found === undefined || found.items.length < 2 || found.groups.size / changing.size < SHARE) return null;
  const { items, groups } = found;
  const runs = ways.filter(({ group }) => groups.has(group)).flatMap((way) => way.runs);
  const formsOf = (command: string): readonly string[] => runs.filter((run) => run.command === command).map(formOf);
  return { commands: items.map((command) => commonForm(formsOf(command), command)), groups };
}

/** How many of `all` are not among `some`. */
function without(all: ReadonlySet<string>, some: ReadonlySet<string>): number {
  let common = 0;
  for (const one of some) if (all.has(one)) common += 1;
  return all.size - common;
}

function adviceOn(file: string, subject: string | null, commands: readonly string[]): Advice | null {
  const [first] = commands;
  if (subject === null && first === undefined) return null;
  const then = first === undefined ? '' : `run ${told(commands, 'then')}`;
  const text =
    subject === null
      ? `After you change \`${file}\`, ${then}.`
      : `When you look for \`${subject}\`, go straight to \`${file}\`${then === '' ? '' : `, then ${then}`}.`;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const title = subject === null ? `after ${name} ${commands.join(' ')}` : `${subject} straight to ${name}`;
  return { folder: 'procedures', title, text, kind: 'procedure' };
}

function isNamedAfter(file: string, subject: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/gu, '');
  return plain(file.slice(file.lastIndexOf('/') + 1)).includes(plain(subject));
}

function told(names: readonly string[], word: 'and' | 'then'): string {
  const spans = names.map((name) => `\`${name}\``);
  return word === 'then' ? spans.join(', then ') : listed(spans);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
