import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { CallOptions, DreamOptions, DreamOutcome } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { DreamLock, Store, StoreView } from '../store.ts';
import { analyze } from './analyze/analyze.ts';
import { analysisCheckpoint } from './checkpoint.ts';
import { collectDigests, type DigestedSessions } from './collect-digests.ts';
import { DEFAULT_SPEND_LIMITS, type DreamEstimate } from './cost.ts';
import { endCrashed } from './crashed-dreams.ts';
import { type DayLedger, daySpending } from './day-spending.ts';
import { cancelledDream, type DreamStart, endedDream, failedDream } from './dream-result.ts';
import { chooseEngine } from './engine/choose-engine.ts';
import type { DreamModel } from './engine/dream-model.ts';
import { Meter } from './engine/meter.ts';
import { notedDreamModel } from './engine/noted-dream-model.ts';
import { spentSoFar } from './engine/spent-so-far.ts';
import { type SearchEvents, storeLookup } from './engine/store-lookup.ts';
import type { Engine, EngineInput, EngineOutcome } from './engine.ts';
import type { Finding } from './finding.ts';
import type { DreamGate } from './gate-dream.ts';
import { withJudging } from './judge/estimate-judging.ts';
import { type Judgement, judgeProposals } from './judge/judge-proposals.ts';
import { addObjections } from './judge/objections.ts';
import { asLearned, learnFromReviews, worthProposing } from './learn/learn.ts';
import type { LookAtFile } from './look-at-file.ts';
import { noteCalls, withNotedModel } from './noted-calls.ts';
import { growProbes, holdIfWorse, prepareProbes } from './probe.ts';
import type { Proposal } from './proposal.ts';
import { evidenceInSight, type ModelSight, modelSight, seesProposal } from './scopes/model-sight.ts';
import { keepToScope } from './scopes/scope.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** What a dream needs beside its options. */
export interface DreamPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly facts: WorkspaceFacts;
  readonly lookAtFile: LookAtFile;
  readonly gate: DreamGate;
  /** Finds events for a model that looks up what a digest leaves out. */
  readonly searchEvents: SearchEvents;
  /** What all of the person's dreams spend; null where this store alone is counted. */
  readonly ledger: DayLedger | null;
}

const STEPS = ['Trigger', 'Analyze', 'Propose', 'Approve', 'Commit', 'Resume'] as const;

/** One dream under way. */
interface DreamRun extends DreamPorts {
  readonly start: DreamStart;
  readonly actor: Actor;
  readonly signal: AbortSignal;
  readonly engine: Engine;
  /** Asked what goes against the constitution; null where the rules alone judge. */
  readonly judge: DreamModel | null;
  report(step: (typeof STEPS)[number], label?: string): void;
}

/**
 * One dream: the six steps. What it does to the memory reaches the journal in one line at its end, so a crash or a
 * cancel in between leaves the memory as it was.
 */
export async function dream(ports: DreamPorts, options: DreamOptions, call: CallOptions = {}): Promise<DreamOutcome> {
  const lock = await ports.store.lockDream();
  if (lock === null) return { kind: 'busy' };
  try {
    // This one holds the lock: any other that still seems to run has died.
    if (!options.dryRun) await endCrashed(ports.store, { kind: 'system' }, ports.clock);
    return await runToEnd(beginRun(ports, options, call), lock);
  } finally {
    await lock.release();
  }
}

async function runToEnd(run: DreamRun, lock: DreamLock): Promise<DreamOutcome> {
  try {
    return await sixSteps(run, lock);
  } catch (error) {
    return await endEarly(run, error);
  }
}

/** What the same dream would send and cost at most. Reads and analyses as the dream would, and changes nothing. */
export async function estimateDream(
  ports: DreamPorts,
  options: DreamOptions,
  call: CallOptions = {},
): Promise<DreamEstimate> {
  const run = beginRun(ports, options, call);
  const sessions = await collectDigests(run, options, run.clock(), run.signal, (label) => run.report('Analyze', label));
  const findings = await analyzeSessions(run, sessions);
  const estimate = await run.engine.estimate(engineInput(run, sessions, findings), run.signal);
  return estimateJudged(run, estimate);
}

function estimateJudged({ judge, gate, start }: DreamRun, estimate: DreamEstimate): DreamEstimate {
  const { principles } = gate.constitution;
  return judge === null ? estimate : withJudging(estimate, { model: judge, principles, meter: start.meter });
}

async function sixSteps(run: DreamRun, lock: DreamLock): Promise<DreamOutcome> {
  await nameTrigger(run);
  const sessions = await collectDigests(run, run.start.options, run.clock(), run.signal, (label) =>
    run.report('Analyze', label),
  );
  const findings = await analyzeSessions(run, sessions);
  const written = await proposeEdits(run, sessions, findings);
  const outcome = await approveAndCommit(run, lock, { sessions, findings, written });
  // Recall sees the new memories from the next prompt on.
  run.report('Resume');
  return outcome;
}

function beginRun(ports: DreamPorts, options: DreamOptions, call: CallOptions): DreamRun {
  const now = ports.clock();
  const spending = daySpending(ports.ledger, ports.store.view.dreams(), now);
  const meter = new Meter(options.limits ?? DEFAULT_SPEND_LIMITS, spending);
  const learned = learnFromReviews(ports.store.view, now);
  const start: DreamStart = {
    id: newId('drm', now),
    started: now.toISOString(),
    options,
    meter,
    learned,
    ...(options.engine !== 'local' && call.model !== undefined && { model: call.model.id }),
  };
  const actor: Actor = { kind: 'dream', dream: start.id };
  const note = noteCalls(ports.store, actor);
  return {
    ...ports,
    start,
    actor,
    signal: call.signal ?? new AbortController().signal,
    engine: chooseEngine(options, withNotedModel(call, note, ports.store, options), note),
    judge:
      options.isJudged === true && options.engine !== 'local' && call.model !== undefined
        ? notedDreamModel(call.model, 'judge', note)
        : null,
    report: (step, label) =>
      call.onProgress?.({
        step: STEPS.indexOf(step) + 1,
        steps: STEPS.length,
        label: `${label === undefined ? step : `${step}: ${label}`}${spentSoFar(meter)}`,
      }),
  };
}

/** The caller found the dream due; it is named in the journal before anything else happens. */
async function nameTrigger({ store, actor, start, report }: DreamRun): Promise<void> {
  const { engine, trigger, dryRun } = start.options;
  report('Trigger', trigger);
  if (dryRun) return;
  await store.write(actor, () => ({
    records: [{ kind: 'dream-started', dream: start.id, engine, trigger }],
    result: null,
  }));
}

function analyzeSessions(run: DreamRun, sessions: DigestedSessions): Promise<readonly Finding[]> {
  const input = {
    digests: sessions.digests,
    newSessions: sessions.fresh,
    memories: run.store.view.memories(),
    workspace: run.facts,
    uses: run.store.view.useCounts(),
    rewards: run.store.view.rewardCounts(),
    now: run.clock(),
    signal: run.signal,
  };
  return analyze(run.start.options.dryRun ? input : { ...input, step: analysisCheckpoint(run.store, input) });
}

/** Asks the engine, which may be a model; what it answers is on the way to the gate like any other edit. */
async function proposeEdits(
  run: DreamRun,
  sessions: DigestedSessions,
  findings: readonly Finding[],
): Promise<EngineOutcome> {
  run.report('Propose', `${findings.length} findings`);
  const { since, until } = run.start.options;
  const { seesSession } = sightOf(run);
  const bounds = { seesSession, ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  const written = await run.engine.propose(
    engineInput(run, sessions, findings),
    storeLookup(run.store, run.searchEvents, bounds),
    run.signal,
  );
  return withinScope(asLearned(written, findings, run.start.learned), run);
}

/** What a dream over one scope may touch. */
function withinScope(written: EngineOutcome, { start, store }: DreamRun): EngineOutcome {
  const { scopes = [], scope } = start.options;
  const areas = scopes.find(({ name }) => name === scope)?.memories ?? [];
  const taken = new Set(store.view.memories().map(({ path }) => path));
  const { proposals, left } = keepToScope(written.proposals, areas, taken);
  const note = `${left === 1 ? '1 edit' : `${left} edits`} outside of ${areas.join(', ')} left out.`;
  return { ...written, proposals, notes: left === 0 ? written.notes : [...written.notes, note] };
}

function sightOf({ store, start }: DreamRun): ModelSight {
  return modelSight(store.view, start.options.scopes ?? [], start.options.scope);
}

function engineInput(run: DreamRun, { digests, fresh }: DigestedSessions, findings: readonly Finding[]): EngineInput {
  const { store, clock, start, report } = run;
  return {
    sight: sightOf(run),
    digests,
    newSessions: fresh,
    instructions: start.options.instructions ?? '',
    meter: start.meter,
    report: (label) => report('Propose', label),
    findings: worthProposing(findings, start.learned),
    rewordings: start.learned.wording.edits,
    memories: store.view.memories(),
    rejected: store.view.items(['rejected']),
    waiting: store.view.items(['waiting', 'refused']),
    dream: start.id,
    now: clock(),
  };
}

/** Asks the judging model about what the rules would let through or leave to a person. */
async function askJudge(run: DreamRun, proposals: readonly Proposal[]): Promise<Judgement> {
  const { judge: model, gate, start, signal, store, report } = run;
  const sight = sightOf(run);
  const shown = gate
    .judgeAll(proposals, store.view)
    .filter(({ verdict, item }) => verdict.verdict !== 'refuse' && seesProposal(item.proposal, sight));
  if (model === null || shown.length === 0) return { objections: [], notes: [] };
  report('Approve', `${model.name} judges ${shown.length} proposals`);
  const { principles } = gate.constitution;
  return judgeProposals(
    shown.map(({ item: { proposal } }) => ({ ...proposal, evidence: evidenceInSight(proposal.evidence, sight) })),
    { model, principles, meter: start.meter, signal },
  );
}

/** Decides on the memories as they stand under the lock; the last moment at which a dream can be stopped. */
async function approveAndCommit(
  run: DreamRun,
  lock: DreamLock,
  read: {
    readonly sessions: DigestedSessions;
    readonly findings: readonly Finding[];
    readonly written: EngineOutcome;
  },
): Promise<DreamOutcome> {
  const { store, clock, gate, actor, start, signal, report } = run;
  signal.throwIfAborted();
  const { proposals } = read.written;
  report('Approve', `${proposals.length} proposals`);
  const { objections, notes } = await askJudge(run, proposals);
  const { estimate } = read.written;
  const written = {
    ...read.written,
    notes: [...read.written.notes, ...notes],
    estimate: estimate === null ? null : estimateJudged(run, estimate),
  };
  const { digests } = read.sessions;
  const memories = store.view.memories();
  const bench = await prepareProbes(memories, growProbes(memories, digests, store.view.items(['committed'])), clock());
  signal.throwIfAborted();
  const conclude = (view: StoreView) => {
    const { items, probes } = holdIfWorse(addObjections(gate.judgeAll(proposals, view), objections), bench);
    report('Commit', `${items.filter(({ passed }) => passed !== null).length} edits`);
    return endedDream(start, { ...read, written, items, probes, now: clock() });
  };
  if (start.options.dryRun) return conclude(store.view).outcome;
  const ended = await store.write(actor, (view) => {
    if (!lock.isHeld()) throw new Error('Another dream has taken over from this one. Nothing was committed.');
    const { record, outcome } = conclude(view);
    return { records: [record], result: outcome };
  });
  store.dropCheckpoints();
  return ended;
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
