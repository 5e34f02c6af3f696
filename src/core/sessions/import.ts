import type { Actor } from '../actor.ts';
import type { CallOptions, ImportedSession, ImportOptions, ImportReport } from '../dreamwright.ts';
import type { Mask } from '../gate/mask.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { SessionHeader, Store } from '../store.ts';
import type { SessionEvent } from './event.ts';
import { redactEvent } from './redact-event.ts';
import { redactHeader } from './redact-header.ts';

/** What a reader of transcripts yields for each session of a file, or for a file it can't use. */
export type ReadTranscript =
  | {
      readonly kind: 'session';
      readonly header: SessionHeader;
      readonly events: readonly SessionEvent[];
      readonly lines: number;
      readonly ignored: Readonly<Record<string, number>>;
      readonly lost: number;
    }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string };

export type TranscriptReader = (
  paths: readonly string[],
  options: ImportOptions & { readonly signal?: AbortSignal },
) => AsyncIterable<ReadTranscript>;

interface ImportPorts {
  readonly store: Store;
  readonly actor: Actor;
  readonly read: TranscriptReader;
  readonly author: string;
  readonly mask: Mask;
}

function addCounts(
  left: Readonly<Record<string, number>>,
  right: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum: Record<string, number> = { ...left };
  for (const [type, count] of Object.entries(right)) sum[type] = (sum[type] ?? 0) + count;
  return sum;
}

/** One session may come in several files: its figures are added up. */
function addSession(sessions: Map<string, ImportedSession>, session: ImportedSession): void {
  const earlier = sessions.get(session.session);
  if (earlier === undefined) {
    sessions.set(session.session, session);
    return;
  }
  sessions.set(session.session, {
    ...earlier,
    events: earlier.events + session.events,
    lines: earlier.lines + session.lines,
    lost: earlier.lost + session.lost,
    ignored: addCounts(earlier.ignored, session.ignored),
  });
}

/** Reads transcripts into the store, secrets masked on the way; the same session again adds only what is new. */
export async function importInto(
  { store, actor, read, author, mask }: ImportPorts,
  paths: readonly string[],
  options: ImportOptions,
  call: CallOptions,
): Promise<ImportReport> {
  const sessions = new Map<string, ImportedSession>();
  const skipped: { readonly path: string; readonly reason: string }[] = [];
  const records: JournalRecord[] = [];
  const known = new Set(store.view.sessions().map(({ session }) => session));
  const readOptions = { ...options, author, ...(call.signal === undefined ? {} : { signal: call.signal }) };
  for await (const transcript of read(paths, readOptions)) {
    call.signal?.throwIfAborted();
    if (transcript.kind === 'skipped') {
      skipped.push({ path: transcript.path, reason: transcript.reason });
      continue;
    }
    const { header, lines, ignored, lost } = transcript;
    const { session, format, agent } = header;
    const events = await store.appendEvents(
      redactHeader(header, mask),
      transcript.events.map((event) => redactEvent(event, mask)),
    );
    addSession(sessions, { session, format, agent, events, lines, ignored, lost });
    if (!known.has(session)) {
      known.add(session);
      records.push({ kind: 'session-imported', session, format, trust: options.trust, author });
    }
    call.onProgress?.({ step: sessions.size, steps: sessions.size, label: `${sessions.size} sessions read` });
  }
  if (records.length > 0) await store.write(actor, () => ({ records, result: null }));
  return { imported: [...sessions.values()], skipped };
}
