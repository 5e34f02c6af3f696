import type { Pause } from '../agent/ask-model.ts';
import type { Model } from '../agent/model.ts';
import { type Recorder, recordEvent } from '../agent/record-event.ts';
import type { TurnEnd, TurnEvent } from '../agent/turn-event.ts';
import type { Clock } from '../clock.ts';
import type { OutcomeEvent, SessionEvent } from '../sessions/event.ts';
import { GOAL_STATED, type GoalProgress } from './begun-goal.ts';
import { type CheckEnd, scoreOfCheck } from './check.ts';
import type { CriterionScore, Goal, GoalResult } from './goal.ts';
import { grade } from './grade.ts';
import { notGraded, outcomeEvent } from './outcome-event.ts';
import { workRecord } from './work-record.ts';

type Checked = ReadonlyMap<string, CheckEnd>;

export interface GoalPorts {
  /** One turn of the agent: at the start (null), or after a round's outcome that asks for more. */
  readonly work: (after: OutcomeEvent | null, signal: AbortSignal) => AsyncIterable<TurnEvent>;
  /** Runs each command once; one that is missing from the answer was not run. */
  readonly runChecks: (commands: readonly string[], signal: AbortSignal) => AsyncGenerator<TurnEvent, Checked>;
  /** Sees nothing of the agent's context; may be the same model. */
  readonly grader: Model;
  readonly pause?: Pause | undefined;
  /** What has changed in the workspace, as a diff; empty where nobody can tell. */
  readonly changes: (signal: AbortSignal) => Promise<string>;
  readonly recorder: Recorder;
  readonly clock: Clock;
}

/** What was seen of the agent's work so far. */
class Work {
  readonly events: SessionEvent[];
  steps: number;
  tokens: number;
  end: TurnEnd = { kind: 'complete' };
  private requestTokens = 0;

  constructor({ events, steps, tokens }: GoalProgress) {
    this.events = [...events];
    this.steps = steps;
    this.tokens = tokens;
  }

  see(event: TurnEvent): void {
    if (event.kind === 'recorded') this.events.push(event.event);
    if (event.kind === 'usage') this.requestTokens = event.inputTokens + event.outputTokens;
    if (event.kind === 'ended') this.end = event.end;
    const isCall = event.kind === 'recorded' && event.event.type === 'tool_call';
    if (isCall) this.steps += 1;
    // A request is over when its calls begin, or the turn ends.
    if (isCall || event.kind === 'ended') this.closeRequest();
  }

  private closeRequest(): void {
    this.tokens += this.requestTokens;
    this.requestTokens = 0;
  }
}

/**
 * Lets the agent work on a goal, has each criterion scored, and hands back what is missing, as often as the goal allows.
 * Every round's outcome is recorded; the last one says how the goal ended. It begins where the work stands, `from`.
 */
export async function* runGoal(
  goal: Goal,
  ports: GoalPorts,
  signal: AbortSignal,
  from: GoalProgress = GOAL_STATED,
): AsyncGenerator<TurnEvent, GoalResult> {
  const work = new Work(from);
  let last: OutcomeEvent | null = null;
  for (let { round } = from; ; round += 1) {
    const isWorkDone = from.isWorkDone && last === null;
    for await (const event of isWorkDone ? [] : ports.work(last, signal)) {
      work.see(event);
      yield event;
    }
    const verdict = yield* judge(goal, work, ports, signal);
    const result = resultOf(verdict, round === goal.rounds);
    const { id, title, rounds } = goal;
    const { steps, tokens } = work;
    const outcome = { id, title, result, round, rounds, steps, tokens, criteria: verdict.scores };
    last = outcomeEvent({ header: ports.recorder.header, clock: ports.clock }, outcome, verdict.note);
    yield* recordEvent(ports.recorder, last);
    if (result !== 'needs_revision') return result;
  }
}

interface Verdict {
  readonly kind: 'scored' | 'failed' | 'interrupted';
  readonly scores: readonly CriterionScore[];
  /** Why nothing could be said; empty otherwise. */
  readonly note: string;
}

async function* judge(
  goal: Goal,
  work: Work,
  ports: GoalPorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, Verdict> {
  const none = { scores: [], note: '' };
  const { end } = work;
  if (signal.aborted || (end.kind === 'failed' && end.error.kind === 'cancelled'))
    return { kind: 'interrupted', ...none };
  if (end.kind === 'paused' && end.because === 'cost')
    return { kind: 'interrupted', ...none, note: `The session has cost what it may ($${end.limit}).` };
  if (end.kind === 'refused') return { kind: 'failed', ...none, note: 'The model refused to answer.' };
  if (end.kind === 'failed') return { kind: 'failed', ...none, note: `The agent could not work: ${detailOf(end)}` };
  try {
    const commands = goal.criteria.flatMap((criterion) => (criterion.kind === 'command' ? [criterion.command] : []));
    const ends = commands.length === 0 ? new Map() : yield* ports.runChecks([...new Set(commands)], signal);
    signal.throwIfAborted();
    return await score(goal, work, ends, ports, signal);
  } catch (error) {
    if (signal.aborted) return { kind: 'interrupted', ...none };
    throw error;
  }
}

function detailOf({ error }: Extract<TurnEnd, { kind: 'failed' }>): string {
  return error.kind === 'cancelled' ? 'it was stopped.' : error.detail;
}

const NOT_RUN: CheckEnd = { kind: 'not-run', reason: 'it was left out' };

async function score(goal: Goal, work: Work, ends: Checked, ports: GoalPorts, signal: AbortSignal): Promise<Verdict> {
  const judged = goal.criteria.flatMap((criterion) => (criterion.kind === 'judged' ? [criterion] : []));
  const record = judged.length === 0 ? '' : workRecord(work.events, await ports.changes(signal));
  const grading = await grade(goal, judged, record, { model: ports.grader, pause: ports.pause }, signal);
  signal.throwIfAborted();
  work.tokens += grading.tokens;
  const graded = grading.kind === 'graded' ? grading.scores.values() : [].values();
  const scores = goal.criteria.flatMap((criterion): CriterionScore | readonly CriterionScore[] =>
    criterion.kind === 'judged'
      ? (graded.next().value ?? [])
      : scoreOfCheck(criterion, ends.get(criterion.command) ?? NOT_RUN),
  );
  return grading.kind === 'failed'
    ? { kind: 'failed', scores, note: notGraded(grading.why) }
    : { kind: 'scored', scores, note: '' };
}

function resultOf({ kind, scores }: Verdict, isLast: boolean): GoalResult {
  if (kind !== 'scored') return kind;
  if (scores.every(({ isMet }) => isMet)) return 'satisfied';
  return isLast ? 'max_iterations_reached' : 'needs_revision';
}
