import type { EventMaker } from '../agent/turn-events.ts';
import { newId } from '../identifier.ts';
import type { OutcomeEvent } from '../sessions/event.ts';
import type { CriterionScore, GoalOutcome, GoalResult } from './goal.ts';

const RESULT: Readonly<Record<GoalResult, string>> = {
  satisfied: 'satisfied',
  needs_revision: 'needs revision',
  max_iterations_reached: 'not reached in the rounds it had',
  failed: 'failed',
  interrupted: 'interrupted',
};

/** A round's outcome as an event. Its text is what the agent reads before the next round; `note` says why it failed. */
export function outcomeEvent({ header, clock }: EventMaker, goal: GoalOutcome, note: string): OutcomeEvent {
  const now = clock();
  return {
    session: header.session,
    id: newId('evt', now),
    at: now.toISOString(),
    agent: header.agent,
    type: 'outcome',
    // Reasons quote what tools printed.
    origin: 'tool',
    isError: goal.result !== 'satisfied',
    text: outcomeText(goal, note),
    goal,
  };
}

const NOT_GRADED = 'It could not be graded: ';

/** Why a round has no grade, though the agent had done its work. */
export function notGraded(why: string): string {
  return `${NOT_GRADED}${why}.`;
}

/** Whether an outcome's text says so. */
export function saysNotGraded(text: string): boolean {
  return text.includes(`\n${NOT_GRADED}`);
}

function outcomeText({ title, result, round, rounds, criteria }: GoalOutcome, note: string): string {
  const head = `Goal “${title}”, round ${round} of ${rounds}: ${RESULT[result]}.`;
  const why = note === '' ? [] : [note];
  const next = result === 'needs_revision' ? ['Mend what is not met, and keep what is met as it is.'] : [];
  return [head, ...why, ...criteria.map(scoreLine), ...next].join('\n');
}

function scoreLine({ text, isMet, reason }: CriterionScore): string {
  return isMet ? `- met: ${text}` : `- not met: ${text}\n  ${reason.replaceAll('\n', '\n  ')}`;
}
