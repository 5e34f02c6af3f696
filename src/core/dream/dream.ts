import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { CallOptions, DreamOptions, DreamOutcome } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { Store, StoreView } from '../store.ts';
import { analyze } from './analyze/analyze.ts';
import { collectDigests, type DigestedSessions } from './collect-digests.ts';
import { crashedDreams } from './crashed-dreams.ts';
import { cancelledDream, type DreamStart, endedDream, failedDream } from './dream-result.ts';
import type { Finding } from './finding.ts';
import type { DreamGate } from './gate-dream.ts';
import type { Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** What a dream needs beside its options. */
export interface DreamPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly facts: WorkspaceFacts;
  readonly gate: DreamGate;
}

const STEPS = ['Trigger', 'Analyze', 'Propose', 'Approve', 'Commit', 'Resume'] as const;

/** One dream under way. */
interface DreamRun extends DreamPorts {
  readonly start: DreamStart;
  readonly actor: Actor;
  readonly signal: AbortSignal;
  report(step: (typeof STEPS)[number], label?: string): void;
}

/**
 * One dream: the six steps of the design. What it does to the memory reaches the journal in one line at its end, so a
 * crash or a cancel in between leaves the memory as it was.
 */
export async function dream(ports: DreamPorts, options: DreamOptions, call: CallOptions = {}): Promise<DreamOutcome> {
  const lock = await ports.store.lockDream();
  if (lock === null) return { kind: 'busy' };
  const run = beginRun(ports, options, call);
  try {
    return await sixSteps(run);
  } catch (error) {
    return await endEarly(run, error);
  } finally {
    await lock.release();
  }
}

async function sixSteps(run: DreamRun): Promise<DreamOutcome> {
  await nameTrigger(run);
  const sessions = await collectDigests(run.store, run.start.options, run.clock(), run.signal, (label) =>
    run.report('Analyze', label),
  );
  const findings = await analyzeSessions(run, sessions);
  const proposals = proposeEdits(run, findings);
  const outcome = await approveAndCommit(run, { sessions, findings, proposals });
  // Recall sees the new memories from the next prompt on.
  run.report('Resume');
  return outcome;
}

function beginRun(ports: DreamPorts, options: DreamOptions, call: CallOptions): DreamRun {
  const start: DreamStart = { id: newId('drm', ports.clock()), started: ports.clock().toISOString(), options };
  return {
    ...ports,
    start,
    actor: { kind: 'dream', dream: start.id },
    signal: call.signal ?? new AbortController().signal,
    report: (step, label) =>
      call.onProgress?.({
        step: STEPS.indexOf(step) + 1,
        steps: STEPS.length,
        label: label === undefined ? step : `${step}: ${label}`,
      }),
  };
}

/** The caller found the dream due; it is named in the journal before anything else happens. */
async function nameTrigger({ store, clock, actor, start, report }: DreamRun): Promise<void> {
  const { engine, trigger, dryRun } = start.options;
  report('Trigger', trigger);
  if (dryRun) return;
  await store.write(actor, (view) => ({
    // This dream holds the lock: any other that still seems to run has died.
    records: [...crashedDreams(view, clock()), { kind: 'dream-started', dream: start.id, engine, trigger }],
    result: null,
  }));
}

function analyzeSessions(run: DreamRun, sessions: DigestedSessions): Promise<readonly Finding[]> {
  return analyze({
    digests: sessions.digests,
    newSessions: sessions.fresh,
    memories: run.store.view.memories(),
    workspace: run.facts,
    uses: run.store.view.useCounts(),
    rewards: run.store.view.rewardCounts(),
    now: run.clock(),
    signal: run.signal,
  });
}

function proposeEdits({ store, clock, start, report }: DreamRun, findings: readonly Finding[]): readonly Proposal[] {
  report('Propose', `${findings.length} findings`);
  return propose({
    findings,
    memories: store.view.memories(),
    rejected: store.view.items(['rejected']),
    waiting: store.view.items(['waiting', 'refused']),
    dream: start.id,
    now: clock(),
  });
}

/** Decides on the memories as they stand under the lock; the last moment at which a dream can be stopped. */
async function approveAndCommit(
  { store, clock, gate, actor, start, signal, report }: DreamRun,
  {
    proposals,
    ...read
  }: {
    readonly sessions: DigestedSessions;
    readonly findings: readonly Finding[];
    readonly proposals: readonly Proposal[];
  },
): Promise<DreamOutcome> {
  signal.throwIfAborted();
  report('Approve', `${proposals.length} proposals`);
  const conclude = (view: StoreView) => {
    const items = gate.judgeAll(proposals, view);
    report('Commit', `${items.filter(({ passed }) => passed !== null).length} edits`);
    return endedDream(start, { ...read, items, now: clock() });
  };
  if (start.options.dryRun) return conclude(store.view).outcome;
  return store.write(actor, (view) => {
    const { record, outcome } = conclude(view);
    return { records: [record], result: outcome };
  });
}

/** A dream that was stopped is an outcome; one that failed is told to its caller, and both to the journal. */
async function endEarly({ store, clock, actor, start, signal }: DreamRun, error: unknown): Promise<DreamOutcome> {
  const record = signal.aborted ? cancelledDream(start, clock()) : failedDream(start, error, clock());
  if (!start.options.dryRun) {
    const written = store.write(actor, () => ({ records: [record], result: null }));
    // What went wrong first is the better news when the journal can't be written either.
    await (signal.aborted ? written : written.catch(() => null));
  }
  if (!signal.aborted) throw error;
  return { kind: 'ended', record: record.dream, findings: [], items: [] };
}
