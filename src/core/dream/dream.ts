import type { CallOptions, DreamOptions, DreamOutcome } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';
import type { DreamLock, StoreView } from '../store.ts';
import { analyze } from './analyze/analyze.ts';
import { analysisCheckpoint } from './checkpoint.ts';
import { citeProposals } from './cite-proposals.ts';
import { collectDigests, type DigestedSessions } from './collect-digests.ts';
import { type DreamEstimate, NOTHING_TO_SPEND } from './cost.ts';
import { endCrashed } from './crashed-dreams.ts';
import { cancelledDream, endedDream, failedDream } from './dream-result.ts';
import { beginRun, type DreamPorts, type DreamRun, sightOf } from './dream-run.ts';
import { dropAllButPending } from './engine/pending-batches.ts';
import { storeLookup } from './engine/store-lookup.ts';
import type { EngineInput, EngineOutcome } from './engine.ts';
import type { Finding } from './finding.ts';
import { withJudging } from './judge/estimate-judging.ts';
import { type JudgedProposals, judgeProposals } from './judge/judge-proposals.ts';
import { addObjections } from './judge/objections.ts';
import { asLearned, worthProposing } from './learn/learn.ts';
import { readFileOf } from './look-at-file.ts';
import { growProbes, holdIfWorse, prepareProbes } from './probe.ts';
import type { Proposal } from './proposal.ts';
import { movedLinks } from './proposal-links.ts';
import { evidenceInSight, seesProposal } from './scopes/model-sight.ts';
import { keepToScope } from './scopes/scope.ts';
import { type DueFolder, dueFolders, FEWEST_MEMORIES } from './summaries/due-folders.ts';
import { withSummingUp } from './summaries/estimate-summing-up.ts';
import {
  memoriesAfter,
  NOTHING_SUMMED_UP,
  type SummedUp,
  standingSummaries,
  sumUpFolders,
} from './summaries/sum-up-folders.ts';

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
  const memories = run.store.view.memories();
  const mayCome = findings.length > 0 && memories.length + findings.length >= FEWEST_MEMORIES;
  return estimateAll(run, estimate, mayCome || dueIn(memories, run).length > 0);
}

/** With the requests that come after the engine's. */
function estimateAll(run: DreamRun, estimate: DreamEstimate, hasDueFolders: boolean): DreamEstimate {
  const { judge, writer, gate, start } = run;
  const { principles } = gate.constitution;
  const judged = judge === null ? estimate : withJudging(estimate, { model: judge, principles, meter: start.meter });
  return writer === null || !hasDueFolders ? judged : withSummingUp(judged, { model: writer, meter: start.meter });
}

function dueIn(memories: readonly Memory[], run: DreamRun): readonly DueFolder[] {
  if (run.writer === null) return [];
  const standing = (folder: string) => run.store.view.folderSummary(folder);
  return dueFolders(memories, run.clock().toISOString(), sightOf(run), standing);
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

function linksAskedBy(proposal: Proposal): readonly string[] {
  return proposal.operation === 'link' || proposal.operation === 'unlink' ? movedLinks(proposal) : [];
}

function analyzeSessions(run: DreamRun, sessions: DigestedSessions): Promise<readonly Finding[]> {
  const input = {
    digests: sessions.digests,
    newSessions: sessions.fresh,
    memories: run.store.view.memories(),
    workspace: run.facts,
    uses: run.store.view.useCounts(),
    rewards: run.store.view.rewardCounts(),
    askedLinks: new Set(
      run.store.view.items(['waiting', 'rejected']).flatMap(({ proposal }) => linksAskedBy(proposal)),
    ),
    now: run.clock(),
    signal: run.signal,
    ...(run.textMeanings !== null && { meanings: run.textMeanings }),
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
  const inScope = withinScope(asLearned(written, findings, run.start.learned), run);
  return { ...inScope, proposals: await citeProposals(inScope.proposals, readFileOf(run.lookAtFile)) };
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
    workspace: run.facts,
    rejected: store.view.items(['rejected']),
    waiting: store.view.items(['waiting', 'refused']),
    dream: start.id,
    now: clock(),
  };
}

/** Asks the judging model about what the rules would let through or leave to a person. */
async function askJudge(run: DreamRun, proposals: readonly Proposal[]): Promise<JudgedProposals> {
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

/** Asks the dream's model what folders say as a whole after it. */
async function sumUp(run: DreamRun, due: readonly DueFolder[], memories: readonly Memory[]): Promise<SummedUp> {
  const { writer: model, start, signal, report, clock } = run;
  if (model === null || due.length === 0) return NOTHING_SUMMED_UP;
  report('Approve', `${model.name} sums up ${due.length === 1 ? 'a folder' : `${due.length} folders`}`);
  const at = clock().toISOString();
  return sumUpFolders(due, { model, meter: start.meter, dream: start.id, memories, at, signal });
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
  const { digests } = read.sessions;
  const memories = store.view.memories();
  const gated = addObjections(gate.judgeAll(proposals, store.view), objections);
  const expected = memoriesAfter(
    memories,
    gated.flatMap(({ passed }) => passed?.changes ?? []),
  );
  // A trial keeps nothing, and a model that could not write can't sum up.
  const canSumUp = !start.options.dryRun && read.written.engine === start.options.engine;
  const due = canSumUp ? dueIn(expected, run) : [];
  const summed = await sumUp(run, due, expected);
  const written = {
    ...read.written,
    notes: [...read.written.notes, ...notes, ...summed.notes],
    estimate:
      estimate === null && due.length === 0 ? null : estimateAll(run, estimate ?? NOTHING_TO_SPEND, due.length > 0),
  };
  const bench = await prepareProbes({
    memories,
    probes: growProbes(memories, digests, store.view.items(['committed'])),
    changes: gated.flatMap(({ passed }) => passed?.changes ?? []),
    meanings: run.probeMeanings(),
    now: clock(),
  });
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
    const after = () => memoriesAfter(view.memories(), record.commit?.changes ?? []);
    const summaries = summed.summaries.length === 0 ? [] : standingSummaries(summed.summaries, expected, after());
    const told = summaries.length === 0 ? [] : [{ kind: 'folders-summed-up', dream: start.id, summaries } as const];
    return { records: [record, ...told], result: outcome };
  });
  dropAllButPending(store);
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
