import { canonicalJson } from '../canonical-json.ts';
import type { Evidence } from '../evidence.ts';
import type { Memory } from '../memory/memory.ts';
import type { MemoryVersion } from '../memory/version.ts';
import type { Decision, StoreView } from '../store.ts';
import { restate, type StandingEntry, scopeOfVersions } from './plan-redaction.ts';

/** What became of a redaction. */
export type RedactionOutcome =
  | {
      readonly kind: 'redacted';
      readonly versions: number;
      /** Paths of current memories that still say a line of it, in words of their own versions. */
      readonly memories: readonly string[];
      /** Sessions that the content came from; their transcripts still hold it. */
      readonly sessions: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly message: string };

export interface RedactionRequest {
  readonly memory: string;
  /** Id of the version, or every version there is. */
  readonly version: string | 'all';
  readonly reason: string;
}

/** The redaction of one version, or of all versions of a memory that is deleted. */
export function decideRedaction(
  { memory, version, reason }: RedactionRequest,
  view: StoreView,
  entries: readonly StandingEntry[],
): Decision<RedactionOutcome> {
  const versions = view.versions(memory);
  const asked = versions.filter(({ id, content }) => content !== null && (version === 'all' || id === version));
  const states = new Set(asked.map(({ content }) => canonicalJson(content)));
  const isGone = ({ content }: MemoryVersion): boolean => content !== null && states.has(canonicalJson(content));
  const redacted = versions.filter(isGone);
  const kept = versions.filter((one) => !isGone(one));
  const current = view.memory(memory);
  if (redacted.length === 0) return invalid('That version holds no content, or it is redacted already.');
  if (current !== undefined && states.has(canonicalJson(current))) {
    return invalid(
      'This is what the memory says now. Change or delete the memory first, then redact the older version.',
    );
  }
  const sources = sourcesOf(versions, isGone);
  const restated = restate(entries, scopeOfVersions(redacted, kept, sources, view));
  const events = sources
    .filter(({ session }) => isByHand(session, view))
    .map(({ session, event }) => ({ session, event }));
  return {
    records: [{ kind: 'redacted', reason, memories: [memory], session: null, events, entries: restated }],
    result: {
      kind: 'redacted',
      versions: redacted.length,
      memories: view.memories().flatMap((one) => (repeatsLine(one, redacted) ? [one.path] : [])),
      sessions: [...new Set(sources.map(({ session }) => session))].filter((session) => !isByHand(session, view)),
    },
  };
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
