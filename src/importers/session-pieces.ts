import type { SessionEvent } from '../core/sessions/event.ts';
import type { ReadTranscript } from '../core/sessions/import.ts';
import type { OriginTracker } from '../core/sessions/origin-tracker.ts';
import type { SessionHeader } from '../core/store.ts';
import type { ReadContext } from './importer.ts';

interface Counts {
  lines: number;
  ignored: Record<string, number>;
  lost: number;
}

interface OpenSession extends Counts {
  readonly header: SessionHeader;
  readonly tracker: OriginTracker;
  readonly ids: Set<string>;
  events: SessionEvent[];
}

/** Events after which what was read is handed on. */
const PIECE = 2000;

/**
 * Sorts what is read from one file by session, gives events their final origin and counts. Lines that name no
 * session count for the one that was read last, or for the first to come.
 */
export class SessionPieces {
  private readonly sessions = new Map<string, OpenSession>();
  private current: Counts = noCounts();
  private readonly format: string;
  private readonly context: ReadContext;
  private pending = 0;

  constructor(format: string, context: ReadContext) {
    this.format = format;
    this.context = context;
  }

  get isFull(): boolean {
    return this.pending >= PIECE;
  }

  /** Keeps an event, or answers false when the file had one of its id before; `agent` is the one whose session it is. */
  add(event: SessionEvent, agent: string): boolean {
    const session = this.open(event, agent);
    if (session.ids.has(event.id)) return false;
    session.ids.add(event.id);
    session.events.push(
      this.context.trust === 'none' ? distrusted(event) : { ...event, origin: session.tracker.admit(event) },
    );
    this.pending += 1;
    return true;
  }

  ignore(type: string): void {
    this.current.ignored[type] = (this.current.ignored[type] ?? 0) + 1;
  }

  countLine(): void {
    this.current.lines += 1;
  }

  countLost(): void {
    this.current.lost += 1;
  }

  /** What has come since the last call; sessions without news are left out. */
  take(): readonly ReadTranscript[] {
    const pieces: ReadTranscript[] = [];
    for (const session of this.sessions.values()) {
      const { header, events, lines, ignored, lost } = session;
      if (events.length === 0 && lines === 0) continue;
      pieces.push({ kind: 'session', header, events, lines, ignored, lost });
      Object.assign(session, { events: [] }, noCounts());
    }
    this.pending = 0;
    return pieces;
  }

  get hasSessions(): boolean {
    return this.sessions.size > 0;
  }

  private open(event: SessionEvent, agent: string): OpenSession {
    const known = this.sessions.get(event.session);
    if (known !== undefined) {
      this.current = known;
      return known;
    }
    const isFirst = this.sessions.size === 0;
    const session: OpenSession = {
      header: {
        session: event.session,
        agent,
        format: this.format,
        ...(event.parentSession !== undefined && { parentSession: event.parentSession }),
        trust: this.context.trust,
        ...(this.context.trust === 'user' && this.context.author !== undefined && { author: this.context.author }),
      },
      tracker: this.context.trackers.start(event.session, event.parentSession),
      ids: new Set(),
      events: [],
      ...(isFirst ? this.current : noCounts()),
    };
    this.sessions.set(event.session, session);
    this.current = session;
    return session;
  }
}

function noCounts(): Counts {
  return { lines: 0, ignored: {}, lost: 0 };
}

/** Nobody vouches for who spoke. */
function distrusted(event: SessionEvent): SessionEvent {
  const { author: _, ...rest } = event;
  return { ...rest, origin: 'external' };
}
