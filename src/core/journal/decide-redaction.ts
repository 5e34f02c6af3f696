import { canonicalJson } from '../canonical-json.ts';
import type { Evidence } from '../evidence.ts';
import type { Memory } from '../memory/memory.ts';
import type { MemoryVersion } from '../memory/version.ts';
import type { Decision, SessionQuotes, StoreView } from '../store.ts';
import type { QuotedTexts } from './find-quotes.ts';
import { restate, type StandingEntry, scopeOfVersions } from './plan-redaction.ts';
import type { HiddenEvent } from './record.ts';

/** What became of a redaction, or would become of it. */
export type RedactionOutcome =
  | {
      readonly kind: 'redacted';
      readonly versions: number;
      /** Paths of current memories that still say a line of it, in words of their own versions. */
      readonly memories: readonly string[];
      /** Sessions that said it again word for word: those words went there too. */
      readonly masked: readonly string[];
      /** Sessions that may still say it: it came from there in other words, or is too short to be told from others'. */
      readonly sessions: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly message: string };

export interface RedactionRequest {
  readonly memory: string;
  /** Id of the version, or every version there is. */
  readonly version: string | 'all';
  readonly reason: string;
  /** The memory, where there still is one, is deleted before that. */
  readonly isDeleted?: boolean;
}

interface Parted {
  readonly redacted: readonly MemoryVersion[];
  readonly kept: readonly MemoryVersion[];
  isGone(version: MemoryVersion): boolean;
  /** Whether what the memory says now would go. */
  readonly isCurrentGone: boolean;
}

/** What is looked for in sessions when versions are redacted: their texts and paths, but for what other memories say. */
export function textsOfRedaction(request: RedactionRequest, view: StoreView): QuotedTexts {
  const { redacted, kept } = part(request, view);
  const others = view.memories().filter(({ id }) => id !== request.memory);
  const staying = [...kept.flatMap(({ content }) => content ?? []), ...others];
  const going = redacted.flatMap(({ content }) => content ?? []);
  const stayingPaths = new Set(staying.map(({ path }) => path));
  return {
    hidden: [...new Set(going.map(({ text }) => text))],
    kept: staying.map(({ text }) => text),
    paths: [...new Set(going.map(({ path }) => path))].filter((path) => !stayingPaths.has(path)),
  };
}

/** The redaction of one version, or of all versions of a memory that is deleted. */
export function decideRedaction(
  request: RedactionRequest,
  view: StoreView,
  entries: readonly StandingEntry[],
  quotes: SessionQuotes,
): Decision<RedactionOutcome> {
  const { redacted, kept, isGone, isCurrentGone } = part(request, view);
  if (redacted.length === 0) return invalid('That version holds no content, or it is redacted already.');
  if (isCurrentGone && request.isDeleted !== true) {
    return invalid(
      'This is what the memory says now. Change or delete the memory first, then redact the older version.',
    );
  }
  const { memory, reason } = request;
  const sources = sourcesOf(view.versions(memory), isGone);
  const byHand = sources.filter(({ session }) => isByHand(session, view));
  const whole = byHand.map(({ session, event }): HiddenEvent => ({ session, event }));
  const quoting = quotes.events.filter((one) => !whole.some((other) => isSameEvent(one, other)));
  const restated = restate(entries, scopeOfVersions(redacted, kept, { sources, quoting, view }));
  const events = [...whole, ...quoting];
  return {
    records: [
      { kind: 'redacted', reason, memories: [memory], session: null, events, titles: quotes.titles, entries: restated },
    ],
    result: {
      kind: 'redacted',
      versions: redacted.length,
      memories: view
        .memories()
        .filter((one) => one.id !== memory || request.isDeleted !== true)
        .flatMap((one) => (repeatsLine(one, redacted) ? [one.path] : [])),
      masked: maskedIn({ events: quoting, titles: quotes.titles }, view),
      sessions: sessionsLeft(sources, quotes, events, view),
    },
  };
}

/** Sessions that are masked, in their order; those of a person's own saves left out: they belong to the memory. */
export function maskedIn(
  { events, titles }: Pick<SessionQuotes, 'events' | 'titles'>,
  view: StoreView,
): readonly string[] {
  const sessions = new Set([...events.map(({ session }) => session), ...titles]);
  const known = view.sessions().map(({ session }) => session);
  return known.filter((session) => sessions.has(session) && !isByHand(session, view));
}

function sessionsLeft(
  sources: readonly Evidence[],
  { resembling }: SessionQuotes,
  events: readonly HiddenEvent[],
  view: StoreView,
): readonly string[] {
  const untouched = sources.filter((source) => !events.some((event) => isSameEvent(source, event)));
  const sessions = new Set([...untouched.map(({ session }) => session), ...resembling]);
  return [...sessions].filter((session) => !isByHand(session, view));
}

function part({ memory, version }: RedactionRequest, view: StoreView): Parted {
  const versions = view.versions(memory);
  const asked = versions.filter(({ id, content }) => content !== null && (version === 'all' || id === version));
  const states = new Set(asked.map(({ content }) => canonicalJson(content)));
  const isGone = ({ content }: MemoryVersion): boolean => content !== null && states.has(canonicalJson(content));
  const current = view.memory(memory);
  return {
    redacted: versions.filter(isGone),
    kept: versions.filter((one) => !isGone(one)),
    isGone,
    isCurrentGone: current !== undefined && states.has(canonicalJson(current)),
  };
}

type EventName = Pick<HiddenEvent, 'session' | 'event'>;

function isSameEvent(one: EventName, other: EventName): boolean {
  return one.session === other.session && one.event === other.event;
}

function invalid(message: string): Decision<RedactionOutcome> {
  return { records: [], result: { kind: 'invalid', message } };
}

/** Such a session keeps nothing but a person's own saves: what was saved as the redacted version goes there too. */
function isByHand(session: string, view: StoreView): boolean {
  const summary = view.session(session);
  return summary?.agent === 'person' && summary.format === 'dreamwright';
}

/** Evidence that the redacted versions brought in: what the version before did not have. */
function sourcesOf(
  versions: readonly MemoryVersion[],
  isGone: (version: MemoryVersion) => boolean,
): readonly Evidence[] {
  return versions.flatMap((version, index) => {
    const before = versions[index - 1]?.content?.evidence ?? [];
    const brought = version.content?.evidence ?? [];
    return isGone(version) ? brought.filter(({ event }) => !before.some((known) => known.event === event)) : [];
  });
}

/** Shorter lines, such as a bullet of one word, say too little to tell. */
const TELLING_LINE = 12;

function repeatsLine(memory: Memory, redacted: readonly MemoryVersion[]): boolean {
  const lines = redacted.flatMap(({ content }) => content?.text.split('\n') ?? []).map((line) => line.trim());
  return lines.some((line) => line.length >= TELLING_LINE && memory.text.includes(line));
}
