import { parseSlash } from '../../core/agent/commands/slash-commands.ts';
import type { Model } from '../../core/agent/model.ts';
import { type ModelCall, notedModel } from '../../core/agent/noted-model.ts';
import { type Recorder, recordEvent } from '../../core/agent/record-event.ts';
import { runSlashTurn } from '../../core/agent/slash-turn.ts';
import { countedModel, type Spending } from '../../core/agent/spending.ts';
import { runTurn } from '../../core/agent/turn.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import { type AgentTools, eventMaker, type TurnInput } from '../../core/agent/turn-state.ts';
import { conflictEvent } from '../../core/agents/conflict-event.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { begunGoal } from '../../core/outcomes/begun-goal.ts';
import type { ChatStatus } from '../../protocol/chat-state.ts';
import type { ChatSessionParts } from './chat-session-parts.ts';
import type { Conversation } from './conversation.ts';
import { goalInChat, goOnWithGoal } from './goal-in-chat.ts';
import { sessionAgent } from './session-agent.ts';
import type { SessionTools } from './session-tools.ts';
import type { TurnShow } from './turn-show.ts';
import { withDelegation } from './with-delegation.ts';

export interface TurnStart {
  readonly message: TurnInput['message'];
  readonly parts: ChatSessionParts;
  readonly recorder: Recorder;
  readonly conversation: Conversation;
  /** What the session has cost so far, its agents included. */
  readonly spending: Spending;
  /** As it is whenever it is asked for. */
  readonly status: () => ChatStatus;
  /** What the session's own agent works with; null in an untrusted workspace, where nothing is touched. */
  readonly tools: SessionTools | null;
  /** Where its cards are shown. */
  readonly show: TurnShow;
  /** What was typed since the last step. */
  readonly takeSteering: NonNullable<AgentTools['takeSteering']>;
  /** Takes what is recorded beside the turn. */
  readonly record: (events: AsyncIterable<TurnEvent>) => Promise<void>;
}

/** What a message sets off: a slash command, a goal, or an answer. */
export async function startTurn(start: TurnStart, signal: AbortSignal): Promise<AsyncIterable<TurnEvent>> {
  const { message, parts, recorder, conversation, status } = start;
  const { clock, searchFiles, surroundings, limits, currentModel } = parts;
  const memory = await parts.dreamwright();
  const context = { memory, start: parts.start };
  const call = message.kind === 'new' ? parseSlash(message.text) : null;
  const goal = call !== null && 'command' in call && call.command.name === 'goal' ? call : null;
  if (message.kind === 'new' && call !== null && goal === null) {
    return runSlashTurn({ text: message.text, call, context, recorder, clock });
  }
  const { events, images, memories } = conversation;
  const { isPrivate, isMemoryOn } = status();
  const input = {
    ...{ header: recorder.header, isPrivate, isMemoryOn, surroundings: surroundings(), limits: limits() },
    history: message.kind === 'again' ? conversation.before(message.event.id) : events,
    extras: { images, memories },
    origins: await conversation.origins(),
  };
  const chosen = currentModel();
  // A call that can't be noted is no reason to lose its answer.
  const note = (sent: ModelCall): void => void memory.noteModelCall(sent).catch(() => undefined);
  const accounted = async (asked: Model, spending: Spending): Promise<Model> =>
    countedModel(notedModel(asked, 'chat', note), await parts.price(asked), spending);
  const model = chosen === null ? null : await accounted(chosen, start.spending);
  const { pause } = parts;
  const base = { memory, spending: start.spending, searchFiles, clock, ...(pause !== undefined && { pause }) };
  const own = chosen === null ? null : ownAgent(start, memory);
  const agent =
    chosen === null || own === null ? null : await delegating(start, { own, chosen, accounted, input, base });
  const ports = { ...base, model, ...(agent !== null && { agent }) };
  const begun = message.kind === 'new' ? null : begunGoal(events);
  if (begun !== null && model !== null && agent !== null)
    return goOnWithGoal(begun, { message, input, ports: { ...base, model, agent } }, signal);
  return message.kind === 'new' && goal !== null
    ? goalInChat({ text: message.text, argument: goal.argument, input, ports, context }, signal)
    : runTurn({ ...input, message }, ports, signal);
}

function ownAgent({ tools, show, parts, status, takeSteering }: TurnStart, memory: Dreamwright): AgentTools | null {
  if (tools === null) return null;
  tools.beginAnswer((call, change) => show.changeTool(call, change));
  const agent = sessionAgent({ tools, memory, gate: parts.gate(), mode: () => status().mode });
  return { ...agent, takeSteering };
}

type Delegation = Parameters<typeof withDelegation>[0];

async function delegating(
  { parts, recorder, conversation, status, record, tools: ownTools }: TurnStart,
  about: {
    readonly own: AgentTools;
    readonly chosen: Model;
    readonly accounted: (asked: Model, spending: Spending) => Promise<Model>;
    readonly input: Delegation['input'];
    readonly base: Delegation['ports'];
  },
): Promise<AgentTools> {
  const { own, chosen, accounted, input, base } = about;
  const { desk, tools: lend, gate, clock } = parts;
  return await withDelegation({
    desk,
    agent: own,
    agentOf: (work) => {
      const lent = lend();
      if (lent === null) return own;
      const mode = () => status().mode;
      const tools = desk.beginTools(work, lent);
      const agent = sessionAgent({ tools, memory: own.memory, gate: gate(), mode });
      return { ...agent, permit: desk.permitOf(work.header.session, tools) };
    },
    model: async (template, spending) => {
      const named = template.model === null ? null : await parts.findModel(template.model);
      return await accounted(named ?? chosen, spending);
    },
    input,
    ports: base,
    // To be restored with the message that is answered.
    onEdit: (change) => ownTools?.putBack([{ ...change, message: conversation.lastMessage }]),
    onConflict: (held) => void record(recordEvent(recorder, conflictEvent(eventMaker(input, clock), held))),
  });
}
