import { runCalls } from '../agent/run-calls.ts';
import type { TurnEvent } from '../agent/turn-event.ts';
import { saidEvent } from '../agent/turn-events.ts';
import {
  type AgentTools,
  eventMaker,
  type Turn,
  type TurnInput,
  TurnLog,
  type TurnPorts,
} from '../agent/turn-state.ts';
import { newId } from '../identifier.ts';
import type { ToolResultEvent } from '../sessions/event.ts';
import type { CheckEnd } from './check.ts';

const SECONDS = 1_800;

/**
 * Runs the commands that criteria name, one after the other, as calls of the session: seen in it, asked for like any other
 * command, and part of what the agent and later dreams know.
 */
export async function* runChecks(
  commands: readonly string[],
  input: Omit<TurnInput, 'message'>,
  ports: TurnPorts & { readonly agent: AgentTools },
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, ReadonlyMap<string, CheckEnd>> {
  const { clock, agent } = ports;
  const ends = new Map<string, CheckEnd>();
  const maker = eventMaker(input, clock);
  const answer = newId('evt', clock());
  const user = saidEvent(maker, '', 'assistant');
  const message = { kind: 'again', event: user } as const;
  const recorder = { memory: ports.memory, header: input.header, isPrivate: input.isPrivate };
  const log = new TurnLog(input, answer, clock);
  const turn: Turn = { input: { ...input, message }, ports, maker, recorder, user, log };
  yield { kind: 'answer-started', id: answer, at: clock().toISOString() };
  for (const command of commands) {
    if (signal.aborted) break;
    const call = { call: newId('evt', clock()), tool: 'run_command', input: { command, timeout_seconds: SECONDS } };
    let result: ToolResultEvent | null = null;
    let isDenied = false;
    for await (const event of runCalls(turn, agent, [call], signal)) {
      if (event.kind === 'recorded' && event.event.type === 'tool_result') result = event.event;
      if (event.kind === 'tool-ended') isDenied = event.state === 'denied';
      yield event;
    }
    ends.set(command, endOf(result, isDenied));
  }
  yield { kind: 'ended', end: { kind: 'complete' } };
  return ends;
}

/** As the tool words it for the model: the exit code first, then what was printed. */
function endOf(result: ToolResultEvent | null, isDenied: boolean): CheckEnd {
  if (result === null) return { kind: 'not-run', reason: 'it came to no end' };
  const { text, isError } = result;
  if (isDenied) return { kind: 'not-run', reason: text.replace(/\.$/u, '') };
  const [, code, output = ''] = /^Exit code (-?\d+)\.\n?([\s\S]*)$/u.exec(text) ?? [];
  if (code !== undefined) return { kind: 'exited', exitCode: Number(code), output };
  return isError ? { kind: 'not-run', reason: text } : { kind: 'exited', exitCode: null, output: text };
}
