import { goalCommand } from '../../core/agent/commands/goal.ts';
import type { SlashContext } from '../../core/agent/commands/slash-command.ts';
import type { Model } from '../../core/agent/model.ts';
import { runSlashTurn } from '../../core/agent/slash-turn.ts';
import type { WorkspacePort } from '../../core/agent/tools/workspace-port.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import type { AgentTools, TurnInput, TurnPorts } from '../../core/agent/turn-state.ts';
import { newId } from '../../core/identifier.ts';
import type { Origin } from '../../core/origin.ts';
import type { BegunGoal } from '../../core/outcomes/begun-goal.ts';
import { type GoalTurn, runGoalTurn } from '../../core/outcomes/goal-turn.ts';
import { parseGoal } from '../../core/outcomes/parse-goal.ts';

export interface GoalInChat {
  /** The message as it was typed, and what of it stands after the slash command. */
  readonly text: string;
  readonly argument: string;
  readonly input: Omit<TurnInput, 'message'>;
  readonly ports: TurnPorts;
  readonly context: SlashContext;
}

/** `/goal`: what it states is worked on and checked, or the person is told what is missing. */
export async function* goalInChat(
  { text, argument, input, ports, context }: GoalInChat,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, void> {
  const reply = (answer?: string): AsyncGenerator<TurnEvent, void> => {
    const run = answer === undefined ? goalCommand.run : async () => answer;
    const recorder = { memory: ports.memory, header: input.header, isPrivate: input.isPrivate };
    const call = { command: { ...goalCommand, run }, argument };
    return runSlashTurn({ text, call, context, recorder, clock: ports.clock });
  };
  const { model, agent } = ports;
  if (argument === '' || model === null || agent === undefined) return yield* reply();
  const { statement, origin } = await stated(argument, agent.workspace, signal);
  const parsed = parseGoal(statement);
  if (parsed.kind === 'invalid') return yield* reply(parsed.message);
  const goal = { ...parsed.goal, id: newId('evt', ports.clock()) };
  const message = { kind: 'new', text: statement, origin } as const;
  yield* runGoalTurn({ goal, message, input, ports: whole(ports, model, agent), grader: model }, signal);
}

/** A goal that was left before it was settled is worked on and checked from where it stands. */
export function goOnWithGoal(
  { goal, progress }: BegunGoal,
  { message, input, ports }: Pick<GoalTurn, 'message' | 'input' | 'ports'>,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, unknown> {
  return runGoalTurn({ goal, message, progress, input, ports, grader: ports.model }, signal);
}

function whole(ports: TurnPorts, model: Model, agent: AgentTools) {
  return { ...ports, model, agent };
}

/** The words of the message, or of the Markdown file that it names; a file's words are not the person's. */
async function stated(
  argument: string,
  workspace: WorkspacePort,
  signal: AbortSignal,
): Promise<{ readonly statement: string; readonly origin: Origin }> {
  if (/^@?\S+\.md$/u.test(argument)) {
    const place = await workspace.locate(argument.replace(/^@/u, ''));
    const answer = place.isInside ? await workspace.readFile(place.path, signal) : null;
    if (answer?.kind === 'file') return { statement: answer.text, origin: 'tool' };
  }
  return { statement: argument, origin: 'user' };
}
