import { describe, expect, it } from 'vitest';
import type { DreamRecord, DreamStatus } from '../../src/core/dream/dream-record.ts';
import { decideTrigger, TRIGGER_DEFAULTS, type TriggerState } from '../../src/core/dream/trigger.ts';
import type { SessionSummary } from '../../src/core/sessions/session.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const MINUTE = 60_000;

function minutesAgo(minutes: number): string {
  return new Date(NOW.getTime() - minutes * MINUTE).toISOString();
}

function sessions(count: number, given: Partial<SessionSummary> = {}): readonly SessionSummary[] {
  return Array.from({ length: count }, (_, index) => ({
    session: `s${index}`,
    agent: 'claude-code',
    format: 'claude-code',
    title: '',
    started: minutesAgo(300),
    ended: minutesAgo(120),
    events: 40,
    digested: 0,
    trust: 'user',
    ...given,
  }));
}

function dream(status: DreamStatus, minutes: number): DreamRecord {
  return {
    id: 'drm_1',
    status,
    engine: 'local',
    trigger: 'idle',
    started: minutesAgo(minutes + 1),
    ended: minutesAgo(minutes),
    sessions: 0,
    events: 0,
    findings: 0,
    committed: 0,
    waiting: 0,
    refused: 0,
    usage: { inputTokens: 0, outputTokens: 0 },
    cost: 0,
    error: null,
    undone: false,
  };
}

/** Due by idleness, unless `given` says otherwise. */
function decide(given: Partial<TriggerState>) {
  return decideTrigger({
    now: NOW,
    settings: TRIGGER_DEFAULTS,
    sessions: sessions(1),
    dreams: [],
    idleMilliseconds: 10 * MINUTE,
    isPaused: false,
    ...given,
  });
}

const active = { idleMilliseconds: 2 * MINUTE };
const off = { idleMinutes: 0, intervalHours: 24, sessions: 0, events: 0 };

describe('a dream is due', () => {
  it.each<readonly [because: string, title: string, given: Partial<TriggerState>]>([
    ['idle', 'when the person was away long enough', {}],
    ['idle', 'when the last dream was a day ago', { dreams: [dream('completed', 24 * 60)] }],
    ['idle', 'when the last dream was cancelled just now', { dreams: [dream('cancelled', 1)] }],
    [
      'idle',
      'a while after a dream that was cancelled again and again',
      { dreams: [dream('cancelled', 31), dream('cancelled', 40), dream('cancelled', 50), dream('completed', 1_500)] },
    ],
    [
      'idle',
      'when a person cancelled the ones that they had asked for',
      { dreams: [1, 2, 3].map((minutes) => ({ ...dream('cancelled', minutes), trigger: 'command' })) },
    ],
    ['idle', 'an hour after a dream that failed', { dreams: [dream('failed', 60)] }],
    ['sessions', 'when enough sessions have something new', { ...active, sessions: sessions(5) }],
    [
      'events',
      'when enough events have come in',
      { ...active, sessions: sessions(1, { events: 2_500, digested: 500 }) },
    ],
    [
      'command',
      'when a person asks, though nothing is new',
      { asked: 'command', isPaused: true, sessions: [], dreams: [dream('completed', 1)] },
    ],
    ['outcome', 'when an outcome was graded', { ...active, asked: 'outcome', dreams: [dream('completed', 1)] }],
  ])('by %s %s', (because, _, given) => {
    expect(decide(given)).toEqual({ isDue: true, because });
  });
});

describe('a dream is not due', () => {
  it.each<readonly [because: string, kind: string, given: Partial<TriggerState>]>([
    ['this workspace is not trusted', 'untrusted', { isTrusted: false, asked: 'command' }],
    ['a dream is running', 'running', { isRunning: true, asked: 'command' }],
    ['dreaming is paused in this workspace', 'paused-here', { isPaused: true }],
    ['dreaming is paused everywhere', 'paused-everywhere', { isPaused: true, isPausedEverywhere: true }],
    ['nothing new since the last dream', 'nothing-new', { sessions: sessions(3, { digested: 40 }) }],
    ['nothing new since the last dream', 'nothing-new', { sessions: [], asked: 'outcome' }],
    ['the new session is still going on', 'still-going', { sessions: sessions(1, { ended: minutesAgo(29) }) }],
    ['the new sessions are still going on', 'still-going', { sessions: sessions(6, { ended: minutesAgo(1) }) }],
    ['the next dream may start in 23 hours', 'too-soon', { dreams: [dream('completed', 60)] }],
    ['the next dream may start in an hour', 'too-soon', { dreams: [dream('failed', 0)] }],
    ['the next dream may start in 10 minutes', 'too-soon', { dreams: [dream('failed', 50)] }],
    ['the next dream may start in 14 minutes', 'too-soon', { dreams: [dream('cancelled', 1), dream('cancelled', 15)] }],
    [
      'the next dream may start in 29 minutes',
      'too-soon',
      { dreams: [dream('cancelled', 1), dream('cancelled', 20), dream('cancelled', 40)] },
    ],
    ['due as soon as you pause for a minute', 'in-use', { idleMilliseconds: 0, sessions: sessions(5) }],
    ['all triggers are off in the settings', 'all-off', { settings: off }],
    ['2 of 5 sessions', 'below-threshold', { ...active, sessions: sessions(2) }],
    ['80 of 2000 events', 'below-threshold', { ...active, sessions: sessions(2), settings: { ...off, events: 2_000 } }],
    ['idle for 2 of 10 minutes', 'below-threshold', { ...active, settings: { ...off, idleMinutes: 10 } }],
  ])('because %s', (because, kind, given) => {
    expect(decide(given)).toMatchObject({ isDue: false, because, reason: { kind } });
  });
});
