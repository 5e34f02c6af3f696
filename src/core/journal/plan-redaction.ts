import { canonicalJson } from '../canonical-json.ts';
import { type Evidence, isEvidence } from '../evidence.ts';
import type { MemoryVersion } from '../memory/version.ts';
import type { StoreView } from '../store.ts';
import type { QuotedTexts } from './find-quotes.ts';
import { HiddenWords } from './hidden-words.ts';
import type { HiddenEvent, JournalRecord, RestatedEntry } from './record.ts';
import { type RedactionScope, redactRecord } from './redact-record.ts';

/** An entry as it counts now: restated where it was redacted before. */
export interface StandingEntry {
  readonly id: string;
  readonly record: JournalRecord;
}

export interface Quoted {
  /** Evidence that the redacted versions brought in. */
  readonly sources: readonly Evidence[];
  /** Events that say again what was redacted, and lose it. */
  readonly quoting: readonly HiddenEvent[];
  readonly view: StoreView;
}

/**
 * What goes when versions of a memory are redacted: their content and, wherever it is quoted, the evidence that they brought
 * in or that repeats them. `kept` are the versions of it that stay.
 */
export function scopeOfVersions(
  redacted: readonly MemoryVersion[],
  kept: readonly MemoryVersion[],
  { sources, quoting, view }: Quoted,
): RedactionScope {
  const quoted = new Set(sources.map(keyOf));
  const masked = new Set(quoting.map(keyOf));
  const states = new Set(redacted.flatMap(({ content }) => (content === null ? [] : [canonicalJson(content)])));
  const words = new HiddenWords(redacted.flatMap(wordsOfVersion), kept.flatMap(wordsOfVersion));
  return {
    isOf: (memory) => redacted.some((version) => version.memory === memory),
    isRedacted: (memory) => states.has(canonicalJson(memory)),
    isDropped: (id) => isDropped(id, view),
    hides: (text) => words.isRepeatedIn(text),
    hidesQuote: (evidence) =>
      quoted.has(keyOf(evidence)) || (masked.has(keyOf(evidence)) && words.isRepeatedIn(evidence.quote)),
  };
}

/** What goes where the memory never stood, but what was redacted of it was said again. */
export function scopeOfWords(
  { hidden, kept }: QuotedTexts,
  { quoting, view }: Omit<Quoted, 'sources'>,
): RedactionScope {
  const words = new HiddenWords(hidden, kept);
  const masked = new Set(quoting.map(keyOf));
  return {
    isOf: () => false,
    isRedacted: () => false,
    isDropped: (id) => isDropped(id, view),
    hides: (text) => words.isRepeatedIn(text),
    hidesQuote: (evidence) => masked.has(keyOf(evidence)) && words.isRepeatedIn(evidence.quote),
  };
}

/** What goes when a session is removed: its quotes, and what repeats them outside the memories, which stay. */
function scopeOfSession(session: string, entries: Iterable<StandingEntry>): RedactionScope {
  const hidden: string[] = [];
  const kept: string[] = [];
  for (const { record } of entries) {
    for (const evidence of quotesIn(record)) (evidence.session === session ? hidden : kept).push(evidence.quote);
  }
  const words = new HiddenWords(hidden, kept);
  return {
    isOf: () => false,
    isRedacted: () => false,
    isDropped: () => false,
    hides: (text) => words.isRepeatedIn(text),
    hidesQuote: (evidence) => evidence.session === session,
  };
}

/**
 * The entries whose bytes must go and what is left of each. An earlier redaction that restates one of them goes too: what
 * it restates moves on.
 */
export function restate(entries: Iterable<StandingEntry>, scope: RedactionScope): readonly RestatedEntry[] {
  const restated = new Map<string, JournalRecord>();
  const redactions: { readonly id: string; readonly record: Extract<JournalRecord, { kind: 'redacted' }> }[] = [];
  for (const { id, record } of entries) {
    if (record.kind === 'redacted') redactions.push({ id, record });
    const left = redactRecord(record, scope);
    if (left !== record) restated.set(id, left);
  }
  for (const { id, record } of redactions) {
    if (!restated.has(id) && !record.entries.some(({ entry }) => restated.has(entry))) continue;
    for (const { entry, record: left } of record.entries) if (!restated.has(entry)) restated.set(entry, left);
    const own = restated.get(id) ?? record;
    restated.set(id, { ...record, reason: own.kind === 'redacted' ? own.reason : '', entries: [] });
  }
  return [...restated].map(([entry, record]) => ({ entry, record }));
}

/** The removal of a session, and the redaction of its quotes: also without any, its words leave saved databases and copies. */
export function recordsOfRemoval(
  session: string,
  reason: string,
  entries: readonly StandingEntry[],
): readonly JournalRecord[] {
  const restated = restate(entries, scopeOfSession(session, entries));
  return [
    { kind: 'session-removed', session, reason },
    { kind: 'redacted', reason, memories: [], session, events: [], entries: restated },
  ];
}

function keyOf({ session, event }: Pick<Evidence, 'session' | 'event'>): string {
  return JSON.stringify([session, event]);
}

function wordsOfVersion({ content }: MemoryVersion): readonly string[] {
  return content === null ? [] : [content.text];
}

function isDropped(id: string, view: StoreView): boolean {
  const state = view.item(id)?.state;
  return state === 'rejected' || state === 'withdrawn' || state === 'refused';
}

function* quotesIn(value: unknown): Generator<Evidence, void> {
  if (typeof value !== 'object' || value === null) return;
  if (isEvidence(value)) yield value;
  else for (const inner of Object.values(value)) yield* quotesIn(inner);
}
