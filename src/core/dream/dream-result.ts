import type { DreamOptions, DreamOutcome } from '../dreamwright.ts';
import { errorText } from '../error-text.ts';
import type { JournalRecord } from '../journal/record.ts';
import type { DigestedSessions } from './collect-digests.ts';
import { buildCommit } from './commit.ts';
import { type DreamRecord, type DreamStatus, NOTHING_DONE } from './dream-record.ts';
import type { Meter } from './engine/meter.ts';
import type { EngineOutcome } from './engine.ts';
import type { Finding } from './finding.ts';
import type { GatedItem } from './gate-dream.ts';
import type { Learned } from './learn/learn.ts';
import type { ProbeScore } from './probe.ts';
import type { ReviewItem } from './proposal.ts';

type DreamEnded = Extract<JournalRecord, { kind: 'dream-ended' }>;

export interface DreamStart {
  readonly id: string;
  readonly started: string;
  readonly options: DreamOptions;
  /** Id of the model that may be asked. */
  readonly model?: string;
  /** What it has spent so far, whatever becomes of it. */
  readonly meter: Meter;
  /** What reviewers' decisions taught when it began. */
  readonly learned: Learned;
}

function emptyRecord(start: DreamStart, status: DreamStatus, now: Date): DreamRecord {
  return {
    id: start.id,
    status,
    engine: start.options.engine,
    trigger: start.options.trigger,
    ...(start.options.scope !== undefined && { scope: start.options.scope }),
    ...(start.model !== undefined && { model: start.model }),
    started: start.started,
    ended: now.toISOString(),
    ...NOTHING_DONE,
    usage: start.meter.usage,
    cost: start.meter.cost,
    error: null,
    ...(start.learned.thresholds.length > 0 && { thresholds: start.learned.thresholds }),
    undone: false,
  };
}

function withoutResult(dream: DreamRecord): DreamEnded {
  return { kind: 'dream-ended', dream, findings: [], items: [], commit: null, watermarks: {} };
}

/** The journal line of a dream that a person or their return stopped: it leaves nothing else. */
export function cancelledDream(start: DreamStart, now: Date): DreamEnded {
  return withoutResult(emptyRecord(start, 'cancelled', now));
}

export function failedDream(start: DreamStart, error: unknown, now: Date): DreamEnded {
  const message = errorText(error);
  return withoutResult({ ...emptyRecord(start, 'failed', now), error: message });
}

/** Carries out what the gate passed and keeps the rest for a person: one journal record and the answer to the caller. */
export function endedDream(
  start: DreamStart,
  result: {
    readonly sessions: DigestedSessions;
    readonly findings: readonly Finding[];
    readonly items: readonly GatedItem[];
    readonly probes: ProbeScore;
    readonly written: EngineOutcome;
    readonly now: Date;
  },
): { readonly record: DreamEnded; readonly outcome: DreamOutcome } {
  const { sessions, findings, now } = result;
  const { engine, notes, estimate } = result.written;
  const isDry = start.options.dryRun;
  const passed = result.items.flatMap(({ passed: edit }) => (edit === null ? [] : [edit]));
  const items = result.items.map(
    ({ item, passed: edit }): ReviewItem =>
      edit === null ? item : { ...item, state: isDry ? 'waiting' : 'committed', decidedAt: now.toISOString() },
  );
  const count = (state: ReviewItem['state']): number => items.filter((item) => item.state === state).length;
  const dream: DreamRecord = {
    ...emptyRecord(start, 'completed', now),
    engine,
    ...(notes.length > 0 && { notes }),
    ...(estimate !== null && { estimate }),
    probes: result.probes,
    sessions: sessions.fresh.size,
    ...(sessions.fresh.size > 0 && { read: [...sessions.fresh] }),
    events: sessions.events,
    findings: findings.length,
    committed: count('committed'),
    waiting: count('waiting'),
    refused: count('refused'),
  };
  const commit =
    passed.length === 0 || isDry
      ? null
      : buildCommit(passed, {
          cause: 'dream',
          dream: start.id,
          reason: `Dream ${start.id}`,
          now,
          ...(result.items[0] !== undefined && { constitution: result.items[0].verdict.constitution }),
        });
  return {
    record: { kind: 'dream-ended', dream, findings, items, commit, watermarks: sessions.watermarks },
    outcome: { kind: 'ended', record: dream, findings, items },
  };
}
