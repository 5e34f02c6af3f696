import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { CallOptions, DreamOptions, DreamOutcome } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { Store } from '../store.ts';
import { analyze } from './analyze/analyze.ts';
import { collectDigests, type DigestedSessions } from './collect-digests.ts';
import { cancelledDream, type DreamStart, endedDream, failedDream } from './dream-result.ts';
import type { DreamGate } from './gate-dream.ts';
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

/**
 * One dream: the six steps of the design. Everything it does reaches the journal in one line at its end, so a crash
 * or a cancel in between leaves the memory as it was.
 */
export async function dream(ports: DreamPorts, options: DreamOptions, call: CallOptions = {}): Promise<DreamOutcome> {
  const { store, clock, gate } = ports;
  const signal = call.signal ?? new AbortController().signal;
  const report = (step: number, label: string): void => {
    call.onProgress?.({ step, steps: STEPS.length, label: `${STEPS[step - 1]}${label === '' ? '' : `: ${label}`}` });
  };
  const lock = await store.lockDream();
  if (lock === null) return { kind: 'busy' };
  const start: DreamStart = { id: newId('drm', clock()), started: clock().toISOString(), options };
  const actor: Actor = { kind: 'dream', dream: start.id };
  try {
    // 1 Trigger: the caller found the dream due; it is named in the journal before anything else happens.
    report(1, options.trigger);
    if (!options.dryRun) {
      const { engine, trigger } = options;
      await store.write(actor, () => ({
        records: [{ kind: 'dream-started', dream: start.id, engine, trigger }],
        result: null,
      }));
    }
    // 2 Analyze
    const sessions: DigestedSessions = await collectDigests(store, options, clock(), signal, (label) =>
      report(2, label),
    );
    const findings = await analyze({
      digests: sessions.digests,
      newSessions: sessions.fresh,
      memories: store.view.memories(),
      workspace: ports.facts,
      now: clock(),
      signal,
    });
    // 3 Propose
    report(3, `${findings.length} findings`);
    const proposals = propose({
      findings,
      memories: store.view.memories(),
      rejected: store.view.items(['rejected']),
      waiting: store.view.items(['waiting', 'refused']),
      dream: start.id,
      now: clock(),
    });
    signal.throwIfAborted();
    // 4 Approve and 5 Commit, on the memories as they stand under the lock.
    report(4, `${proposals.length} proposals`);
    const ended = await decideAndCommit();
    // 6 Resume: recall sees the new memories from the next prompt on.
    report(6, '');
    return ended;

    async function decideAndCommit(): Promise<DreamOutcome> {
      const conclude = () => {
        const items = gate.judgeAll(proposals, store.view);
        report(5, `${items.filter(({ passed }) => passed !== null).length} edits`);
        return endedDream(start, { sessions, findings, items, now: clock() });
      };
      if (options.dryRun) return conclude().outcome;
      return store.write(actor, () => {
        const { record, outcome } = conclude();
        return { records: [record], result: outcome };
      });
    }
  } catch (error) {
    const record = signal.aborted ? cancelledDream(start, clock()) : failedDream(start, error, clock());
    if (!options.dryRun) await store.write(actor, () => ({ records: [record], result: null }));
    if (!signal.aborted) throw error;
    return { kind: 'ended', record: record.dream, findings: [], items: [] };
  } finally {
    await lock.release();
  }
}
