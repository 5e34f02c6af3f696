import type { ToolCallEvent } from '../sessions/event.ts';
import type { SessionSummary } from '../sessions/session.ts';

const LONGEST_LINE = 60;

/** What the session of a delegated agent goes by. */
export function threadTitle(agent: string, task: string): string {
  return `${agent}: ${firstLine(task)}`;
}

/** The session in which the agent worked that the call began; undefined where it is not stored. */
export function threadOfCall(
  { session, at, input }: ToolCallEvent,
  sessions: readonly SessionSummary[],
): string | undefined {
  const title = threadTitle(String(input['agent']), String(input['task']).trim());
  const begun = sessions
    .filter((candidate) => candidate.parentSession === session && candidate.title === title && candidate.started >= at)
    .toSorted((one, other) => (one.started < other.started ? -1 : 1));
  return begun[0]?.session;
}

function firstLine(task: string): string {
  const [line = ''] = task.split('\n', 1);
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1).trimEnd()}…`;
}
