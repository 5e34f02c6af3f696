import type { DreamOptions } from '../dreamwright.ts';
import type { SessionEvent } from '../sessions/event.ts';
import type { SessionSummary } from '../sessions/session.ts';
import type { Store } from '../store.ts';
import type { SessionDigest } from './analyze/digest/digest.ts';
import { digestSession } from './analyze/digest/digest-session.ts';
import type { LookAtFile } from './look-at-file.ts';
import { takesPart } from './scopes/scope.ts';

/** A session takes part when ended or idle for this long: a conversation that goes on is not judged. */
const IDLE_MINUTES = 30;

export interface DigestedSessions {
  readonly digests: readonly SessionDigest[];
  /** Sessions with events that no dream has digested yet. */
  readonly fresh: ReadonlySet<string>;
  /** Events that are new to this dream. */
  readonly events: number;
  /** Where the watermarks move when the dream ends well; empty with `since` or `until`. */
  readonly watermarks: Readonly<Record<string, number>>;
}

interface DigestPorts {
  readonly store: Store;
  readonly lookAtFile: LookAtFile;
}

async function* within(events: AsyncIterable<SessionEvent>, since: string, until: string): AsyncIterable<SessionEvent> {
  for await (const event of events) {
    if (event.at >= since && event.at < until) yield event;
  }
}

async function digestOf(
  { store, lookAtFile }: DigestPorts,
  summary: SessionSummary,
  options: DreamOptions,
): Promise<SessionDigest> {
  const { session, agent, trust, format } = summary;
  const about = { session, agent, trust, format };
  if (options.since !== undefined || options.until !== undefined) {
    return digestSession(about, within(store.events(session), options.since ?? '', options.until ?? '9999'));
  }
  const kept = store.view.digest(session);
  if (kept?.events === summary.events) return kept;
  const digest = await digestSession(about, store.events(session), lookAtFile);
  store.saveDigest(digest);
  return digest;
}

/** Digests of every session that takes part; a kept digest is used again while its session has not grown. */
export async function collectDigests(
  ports: DigestPorts,
  options: DreamOptions,
  now: Date,
  signal: AbortSignal,
  report: (label: string) => void,
): Promise<DigestedSessions> {
  const isWindowed = options.since !== undefined || options.until !== undefined;
  const quietSince = new Date(now.getTime() - IDLE_MINUTES * 60_000).toISOString();
  const takingPart = ports.store.view
    .sessions()
    .filter((session) => takesPart(session, options.scopes ?? [], options.scope))
    .filter(
      ({ session, ended, started, events }) =>
        events > 0 &&
        (ended <= quietSince || options.ended?.includes(session) === true) &&
        started < (options.until ?? '9999') &&
        ended >= (options.since ?? ''),
    );
  const digests: SessionDigest[] = [];
  const fresh = new Set<string>();
  const watermarks: Record<string, number> = {};
  let newEvents = 0;
  for (const [index, summary] of takingPart.entries()) {
    signal.throwIfAborted();
    report(`session ${index + 1} of ${takingPart.length}`);
    const digest = await digestOf(ports, summary, options);
    digests.push(digest);
    if (isWindowed || digest.events > summary.digested) {
      fresh.add(summary.session);
      newEvents += isWindowed ? digest.events : digest.events - summary.digested;
      if (!isWindowed) watermarks[summary.session] = digest.events;
    }
  }
  return { digests, fresh, events: newEvents, watermarks };
}
