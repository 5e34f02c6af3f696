import { assertNever } from '../assert-never.ts';
import { errorText } from '../error-text.ts';
import { redact } from '../secrets/redact.ts';
import type { FeedbackEvent, ToolCallEvent, ToolResultEvent } from '../sessions/event.ts';
import { firstText, shellLine } from '../sessions/tool-input.ts';
import { createEventChannel, type EventChannel } from './event-channel.ts';
import type { ModelToolCall } from './model.ts';
import { decidePermission } from './permission/permission.ts';
import { cutText } from './tools/cut-text.ts';
import { withResults } from './tools/kept-outputs.ts';
import type { InvalidCall, Tool, ToolContext, ToolOutcome, ToolPlan } from './tools/tool.ts';
import type { TurnEvent } from './turn-event.ts';
import { eventBase } from './turn-events.ts';
import { type AgentTools, recordInTurn, type Turn } from './turn-state.ts';

/** No result is longer in a prompt, whatever the tool. */
const MOST_CHARACTERS = 60_000;
/** What of a command's output is shown while it runs. */
const MOST_LIVE_CHARACTERS = 20_000;
const MOST_AT_ONCE = 8;

/** What the calls of one answer share. */
interface Calls {
  readonly turn: Turn;
  readonly agent: AgentTools;
  readonly channel: EventChannel<TurnEvent>;
  readonly signal: AbortSignal;
}

interface RecordedCall {
  readonly call: ModelToolCall;
  readonly event: ToolCallEvent;
  readonly tool: Tool | undefined;
}

/** Carries out the calls of one answer: what may run side by side does, everything else in order. Each gets its result. */
export async function* runCalls(
  turn: Turn,
  agent: AgentTools,
  calls: readonly ModelToolCall[],
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, void> {
  const recorded: RecordedCall[] = [];
  for (const call of calls) {
    const event = callEvent(turn, call);
    yield* recordInTurn(turn, event);
    recorded.push({ call, event, tool: agent.tools.find(({ name }) => name === call.tool) });
  }
  const channel = createEventChannel<TurnEvent>();
  yield* channel.during(runInOrder({ turn, agent, channel, signal }, recorded));
}

async function runInOrder(calls: Calls, recorded: readonly RecordedCall[]): Promise<void> {
  let beside: RecordedCall[] = [];
  for (const one of recorded) {
    const isParallel = one.tool?.isParallel === true;
    if (!isParallel || beside.length === MOST_AT_ONCE) {
      await Promise.all(beside.map((other) => runCall(calls, other)));
      beside = [];
    }
    if (isParallel) beside.push(one);
    else await runCall(calls, one);
  }
  await Promise.all(beside.map((other) => runCall(calls, other)));
}

async function runCall(calls: Calls, { call, event, tool }: RecordedCall): Promise<void> {
  const { turn, agent, signal } = calls;
  if (signal.aborted) return answer(calls, event, refusal('Not done: the person stopped the turn.', 'stopped'));
  if (call.malformed !== undefined) {
    plannedCard(calls, event, `call ${call.tool}`);
    return answer(calls, event, malformed(call.malformed));
  }
  if (tool === undefined) {
    plannedCard(calls, event, `call ${call.tool}`);
    const known = agent.tools.map(({ name }) => name).join(', ');
    return answer(calls, event, refusal(`There is no tool ${call.tool}. There are: ${known}.`, 'unknown tool'));
  }
  const { workspace, memory, gate, askPerson, reads } = agent;
  const outputs = withResults(agent.outputs, () => turn.log.events);
  const setTodos: ToolContext['setTodos'] = (items) => calls.channel.tell({ kind: 'todos', items });
  const { header, isPrivate } = turn.input;
  const shared = { workspace, memory, gate, askPerson, reads, outputs, setTodos, header, isPrivate, event };
  const plan = await planned(tool, call, shared, signal);
  if (plan.kind === 'invalid') {
    plannedCard(calls, event, `call ${call.tool}`);
    return answer(calls, event, refusal(plan.message, 'not possible'));
  }
  plannedCard(calls, event, plan.title, plan.effect);
  const denial = await denialOf(calls, event, tool, plan);
  if (denial !== null) return deny(calls, event, plan, denial);
  calls.channel.tell({ kind: 'tool-started', call: event.call });
  return answer(calls, event, await outcomeOf(calls, event, plan));
}

async function planned(
  tool: Tool,
  call: ModelToolCall,
  context: ToolContext,
  signal: AbortSignal,
): Promise<ToolPlan | InvalidCall> {
  try {
    return await tool.plan(call.input, context, signal);
  } catch (error) {
    return { kind: 'invalid', message: errorText(error) };
  }
}

interface Denial {
  readonly reason: string;
  readonly isByPerson: boolean;
}

async function denialOf(calls: Calls, event: ToolCallEvent, tool: Tool, plan: ToolPlan): Promise<Denial | null> {
  const { agent, channel, signal } = calls;
  const decision = decidePermission({ tool: tool.name, plan }, agent.permissions());
  switch (decision) {
    case 'allow':
      return null;
    case 'deny':
      return { reason: 'In plan mode nothing is changed. Say what you would do instead.', isByPerson: false };
    case 'ask': {
      channel.tell({ kind: 'tool-asked', call: event.call, dangers: plan.dangers });
      const permission = await agent.permit({ call: event.call, tool: tool.name, plan }, signal);
      return permission.kind === 'allowed' ? null : { reason: permission.reason, isByPerson: !signal.aborted };
    }
    default:
      return assertNever(decision);
  }
}

async function deny(calls: Calls, event: ToolCallEvent, plan: ToolPlan, { reason, isByPerson }: Denial): Promise<void> {
  if (isByPerson) {
    const said = reason === '' ? `Declined: ${plan.title}.` : `Declined: ${plan.title}. ${reason}`;
    const feedback: FeedbackEvent = {
      ...eventBase(calls.turn.maker),
      type: 'feedback',
      origin: 'user',
      text: said,
      isError: true,
      call: event.call,
    };
    await record(calls, feedback);
  }
  const text = isByPerson ? `The person declined this.${reason === '' ? '' : ` They say: ${reason}`}` : reason;
  await answer(calls, event, { ...refusal(text, 'declined'), origin: isByPerson ? 'tool' : 'assistant' }, 'denied');
}

async function outcomeOf(
  { agent, channel, signal }: Calls,
  event: ToolCallEvent,
  plan: ToolPlan,
): Promise<ToolOutcome> {
  let live = 0;
  const onOutput = (text: string): void => {
    if (live >= MOST_LIVE_CHARACTERS) return;
    live += text.length;
    channel.tell({ kind: 'tool-output', call: event.call, text: text.slice(0, MOST_LIVE_CHARACTERS) });
  };
  try {
    const outcome = await plan.run(signal, onOutput);
    if (outcome.text.length <= MOST_CHARACTERS) return outcome;
    const origin = outcome.origin === 'external' ? 'external' : 'tool';
    const name = agent.outputs.keep({ text: outcome.text, origin });
    return { ...outcome, text: cutText(outcome.text, MOST_CHARACTERS, `All of it: read_file with the path ${name}`) };
  } catch (error) {
    return refusal(signal.aborted ? 'The person stopped it.' : errorText(error), 'failed');
  }
}

/** Records the result and ends the card. */
async function answer(
  calls: Calls,
  call: ToolCallEvent,
  { text, isError, origin, summary = '', detail = text }: ToolOutcome,
  state: 'done' | 'failed' | 'denied' = isError ? 'failed' : 'done',
): Promise<void> {
  const result: ToolResultEvent = {
    ...eventBase(calls.turn.maker),
    type: 'tool_result',
    origin,
    call: call.call,
    tool: call.tool,
    text,
    isError,
  };
  await record(calls, result);
  calls.channel.tell({ kind: 'tool-ended', call: call.call, state, summary, detail: redact(detail).text });
}

async function record({ turn, channel }: Calls, event: FeedbackEvent | ToolResultEvent): Promise<void> {
  for await (const told of recordInTurn(turn, event)) channel.tell(told);
}

function plannedCard(
  { channel }: Calls,
  { call, tool }: ToolCallEvent,
  title: string,
  effect: ToolPlan['effect'] = 'read',
): void {
  channel.tell({ kind: 'tool-planned', call, tool, title: redact(title).text, effect });
}

function callEvent(turn: Turn, { call, tool, input, malformed: written }: ModelToolCall): ToolCallEvent {
  const event: ToolCallEvent = {
    ...eventBase(turn.maker),
    type: 'tool_call',
    origin: 'assistant',
    call,
    tool,
    input,
    text: '',
  };
  return { ...event, text: written === undefined ? callText(event) : `${tool} ${written.slice(0, 500)}` };
}

/** For a shell the command, for a memory what is written, else the tool's name and what it is about. */
function callText(event: ToolCallEvent): string {
  const { tool, input } = event;
  const written = tool === 'memory' ? firstText(input, ['file_text', 'new_str', 'insert_text']) : shellLine(event);
  const about = Object.values(input).filter((value) => typeof value === 'string');
  return written ?? [tool, ...about.slice(0, 2).map((value) => value.slice(0, 500))].join(' ');
}

function malformed(written: string): ToolOutcome {
  const shown = JSON.stringify(cutText(written, 300, 'Cut'));
  return refusal(
    `The input of this call is no JSON object: ${shown}. Make the call again with an input as the tool's schema asks; if it was cut because it is long, do it in smaller calls.`,
    'malformed',
  );
}

function refusal(text: string, summary: string): ToolOutcome {
  return { text, isError: true, origin: 'assistant', summary };
}
