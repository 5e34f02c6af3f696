import { assertNever } from '../assert-never.ts';
import type { SessionSummary } from '../sessions/session.ts';
import type { DreamRecord } from './dream-record.ts';

/** Each of the first four is off at 0. */
export interface TriggerSettings {
  /** Dream after this many minutes without a sign of the person. */
  readonly idleMinutes: number;
  /** Between two dreams that start by themselves, at least. */
  readonly intervalHours: number;
  /** Dream when this many sessions have something new. */
  readonly sessions: number;
  /** Dream when this many new events have come in. */
  readonly events: number;
}

/** At least a day and five sessions between dreams, as in Claude Code and mem0. */
export const TRIGGER_DEFAULTS: TriggerSettings = { idleMinutes: 10, intervalHours: 24, sessions: 5, events: 2_000 };

export interface TriggerState {
  readonly now: Date;
  readonly settings: TriggerSettings;
  readonly sessions: readonly SessionSummary[];
  readonly dreams: readonly DreamRecord[];
  /** Since the last sign of the person; 0 while the window is in use. */
  readonly idleMilliseconds: number;
  readonly isPaused: boolean;
  /** Says of a pause that it holds for every workspace. */
  readonly isPausedEverywhere?: boolean;
  readonly isTrusted?: boolean;
  readonly isRunning?: boolean;
  /** The machine runs on its battery, and dreams that nobody asked for shall wait then. */
  readonly isSparing?: boolean;
  /** What does not wait for a threshold: the person's command, or an outcome that was just graded. */
  readonly asked?: 'command' | 'outcome';
}

export type DueReason = 'command' | 'outcome' | 'idle' | 'sessions' | 'events';

export type NotDueReason =
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'running' }
  | { readonly kind: 'on-battery' }
  | { readonly kind: 'paused-here' }
  | { readonly kind: 'paused-everywhere' }
  | { readonly kind: 'nothing-new' }
  /** A scope that takes no part. */
  | { readonly kind: 'left-out' }
  /** Sessions with something new are still going on. */
  | { readonly kind: 'still-going'; readonly sessions: number }
  | { readonly kind: 'too-soon'; readonly minutes: number }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'all-off' }
  | { readonly kind: 'below-threshold'; readonly sessions: Count; readonly events: Count; readonly idle: Count };

interface Count {
  readonly now: number;
  /** 0: does not count. */
  readonly needed: number;
}

export type TriggerDecision =
  | { readonly isDue: true; readonly because: DueReason }
  /** `because` is the reason in words, for the status bar. */
  | { readonly isDue: false; readonly because: string; readonly reason: NotDueReason };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A session takes part when it ended, or rested, this long ago. */
const REST = 30 * MINUTE;
/** No dream starts by a count within this time of a keystroke: it would only have to make way. */
const PAUSE_OF_PERSON = MINUTE;
/** After the second of several dreams in a row that were cancelled; after each further one twice as long. */
const FIRST_REST = 15 * MINUTE;
const LONGEST_REST = 4 * HOUR;
/** After a dream that failed, sooner than after one that ended well. */
const RETRY_HOURS = 1;

/** Step 1: whether a dream is due, and by what; or why not. Pure. */
export function decideTrigger(state: TriggerState): TriggerDecision {
  const reason = findHindrance(state) ?? findDueReason(state);
  return typeof reason === 'string'
    ? { isDue: true, because: reason }
    : { isDue: false, because: describeNotDue(reason), reason };
}

function newEvents(session: SessionSummary): number {
  return session.events - session.digested;
}

function isAtRest(session: SessionSummary, now: Date): boolean {
  return now.getTime() - Date.parse(session.ended) >= REST;
}

/** What keeps every dream, or every dream that nobody asked for, from starting. */
function findHindrance(state: TriggerState): NotDueReason | null {
  if (state.isTrusted === false) return { kind: 'untrusted' };
  if (state.isRunning === true) return { kind: 'running' };
  if (state.asked === 'command') return null;
  if (state.isPaused) return { kind: state.isPausedEverywhere === true ? 'paused-everywhere' : 'paused-here' };
  if (state.isSparing === true) return { kind: 'on-battery' };
  const changed = state.sessions.filter((session) => newEvents(session) > 0);
  if (changed.length === 0) return { kind: 'nothing-new' };
  if (state.asked === 'outcome') return null;
  if (!changed.some((session) => isAtRest(session, state.now)))
    return { kind: 'still-going', sessions: changed.length };
  const minutes = minutesToWait(state);
  return minutes > 0 ? { kind: 'too-soon', minutes } : null;
}

/** Until the interval since the last dream is over; one that made way may go on at once, unless it did so again and again. */
function minutesToWait({ dreams, settings, now }: TriggerState): number {
  const waits = dreams.map((dream) => {
    const last = Date.parse(dream.ended ?? dream.started);
    switch (dream.status) {
      case 'completed':
        return last + settings.intervalHours * HOUR;
      case 'failed':
        return last + Math.min(settings.intervalHours, RETRY_HOURS) * HOUR;
      case 'cancelled':
      case 'pending':
      case 'running':
        return 0;
      default:
        return assertNever(dream.status);
    }
  });
  return Math.max(0, ...[...waits, restAfterCancels(dreams)].map((end) => Math.ceil((end - now.getTime()) / MINUTE)));
}

/** When a dream that was cancelled several times in a row, the newest first, may try again; each time later. */
function restAfterCancels(dreams: readonly DreamRecord[]): number {
  const own = dreams.filter(({ trigger, status }) => trigger !== 'command' && status !== 'running');
  const last = own.findIndex(({ status }) => status !== 'cancelled');
  const row = last === -1 ? own : own.slice(0, last);
  const [newest] = row;
  if (newest === undefined || row.length < 2) return 0;
  const rest = Math.min(FIRST_REST * 2 ** (row.length - 2), LONGEST_REST);
  return Date.parse(newest.ended ?? newest.started) + rest;
}

function findDueReason(state: TriggerState): DueReason | NotDueReason {
  const { settings, now, idleMilliseconds } = state;
  if (state.asked !== undefined) return state.asked;
  const resting = state.sessions.filter((session) => newEvents(session) > 0 && isAtRest(session, now));
  const sessions: Count = { now: resting.length, needed: settings.sessions };
  const events: Count = { now: resting.reduce((sum, session) => sum + newEvents(session), 0), needed: settings.events };
  const idle: Count = { now: Math.floor(idleMilliseconds / MINUTE), needed: settings.idleMinutes };
  if ([sessions, events, idle].every(({ needed }) => needed === 0)) return { kind: 'all-off' };
  if (isReached(idle)) return 'idle';
  const counted = isReached(sessions) ? 'sessions' : isReached(events) ? 'events' : null;
  if (counted === null) return { kind: 'below-threshold', sessions, events, idle };
  return idleMilliseconds >= PAUSE_OF_PERSON ? counted : { kind: 'in-use' };
}

function isReached({ now, needed }: Count): boolean {
  return needed > 0 && now >= needed;
}

/** The reason in a few words: "2 of 5 sessions". */
function describeNotDue(reason: NotDueReason): string {
  switch (reason.kind) {
    case 'untrusted':
      return 'this workspace is not trusted';
    case 'running':
      return 'a dream is running';
    case 'on-battery':
      return 'the machine runs on its battery';
    case 'paused-here':
      return 'dreaming is paused in this workspace';
    case 'paused-everywhere':
      return 'dreaming is paused everywhere';
    case 'left-out':
      return 'left out of dreams';
    case 'nothing-new':
      return 'nothing new since the last dream';
    case 'still-going':
      return reason.sessions === 1 ? 'the new session is still going on' : 'the new sessions are still going on';
    case 'too-soon':
      return `the next dream may start in ${describeMinutes(reason.minutes)}`;
    case 'in-use':
      return 'due as soon as you pause for a minute';
    case 'all-off':
      return 'all triggers are off in the settings';
    case 'below-threshold':
      return describeCounts(reason);
    default:
      return assertNever(reason);
  }
}

function describeCounts({ sessions, events, idle }: Extract<NotDueReason, { kind: 'below-threshold' }>): string {
  if (sessions.needed > 0) return `${sessions.now} of ${sessions.needed} sessions`;
  if (events.needed > 0) return `${events.now} of ${events.needed} events`;
  return `idle for ${idle.now} of ${idle.needed} minutes`;
}

function describeMinutes(minutes: number): string {
  if (minutes < 60) return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? 'an hour' : `${hours} hours`;
}
