import type { Model } from '../agent/model.ts';
import { type Recorder, recordEvent } from '../agent/record-event.ts';
import { createSpending, type Spending } from '../agent/spending.ts';
import { spentEvent } from '../agent/spent-event.ts';
import { createKeptOutputs } from '../agent/tools/kept-outputs.ts';
import { createReadMarks } from '../agent/tools/read-marks.ts';
import { runTurn } from '../agent/turn.ts';
import type { TurnEvent } from '../agent/turn-event.ts';
import { type AgentTools, eventMaker, type TurnInput, type TurnPorts } from '../agent/turn-state.ts';
import type { SessionEvent } from '../sessions/event.ts';
import { claimingTools } from './claiming-tools.ts';
import type { Claim, Claims } from './claims.ts';
import { conflictEvent } from './conflict-event.ts';
import { DELEGATE, type DelegationPorts, type ThreadWork } from './delegate.ts';
import type { AgentTemplate } from './template.ts';
import { toolsFor } from './tools-for.ts';

export interface ThreadParts {
  /** As for any message of the session that delegates. */
  readonly input: Pick<TurnInput, 'surroundings' | 'limits' | 'isMemoryOn'>;
  readonly ports: Omit<TurnPorts, 'agent' | 'model'>;
  /** What the thread works with; the session's own, or a set that asks the person elsewhere. */
  readonly agent: (work: ThreadWork) => AgentTools;
  /** The model that a template names, or that of the session; what it costs is added. */
  readonly model: (template: AgentTemplate, spending: Spending) => Promise<Model>;
  readonly claims: Claims;
}

/** How a delegated agent works: a turn of its own on the task, and further ones while the person writes to it. */
export function threadWork(parts: ThreadParts): DelegationPorts['work'] {
  return async function* (work, signal) {
    const { template, header, isPrivate, takeMessages } = work;
    const held: Claim[] = [];
    const agent = { ...threadTools(parts, work, held), takeSteering: takeMessages };
    const spending = parts.ports.spending?.part() ?? createSpending();
    const ports: TurnPorts = { ...parts.ports, model: await parts.model(template, spending), agent, spending };
    const input = threadInput(parts, work);
    const recorder = { memory: parts.ports.memory, header, isPrivate };
    const maker = eventMaker(input, parts.ports.clock);
    let history: readonly SessionEvent[] = [];
    let message: TurnInput['message'] = { kind: 'new', text: work.task, origin: 'assistant' };
    for (;;) {
      let hasFailed = false;
      for await (const event of runTurn({ ...input, history, message }, ports, signal)) {
        if (event.kind === 'recorded') history = [...history, event.event];
        if (event.kind === 'ended') hasFailed = event.end.kind === 'failed';
        yield event;
        yield* recordConflicts(recorder, maker, held);
      }
      if (spending.tokens > 0) yield* recordEvent(recorder, spentEvent(maker, spending));
      const said = takeMessages();
      if (said.length === 0 || hasFailed || signal.aborted) return;
      message = { kind: 'new', text: said.join('\n\n') };
    }
  };
}

function threadInput({ input }: ThreadParts, { template, header, isPrivate }: ThreadWork) {
  const { name, instructions, memory } = template;
  return {
    header,
    isPrivate,
    isMemoryOn: input.isMemoryOn && memory !== 'none',
    limits: input.limits,
    surroundings: { ...input.surroundings, role: { name, instructions, memory, isDelegated: true } },
  };
}

/** The session's tools as far as the template leaves them, without delegating further. */
function threadTools({ agent, claims }: ThreadParts, work: ThreadWork, held: Claim[]): AgentTools {
  const { template, header } = work;
  const whole = agent(work);
  const tools = toolsFor(template, whole.tools).filter(({ name }) => name !== DELEGATE);
  const claimant = { session: header.session, agent: template.name };
  return {
    ...whole,
    tools: claimingTools(tools, claimant, claims, (claim) => held.push(claim)),
    permissions: () => {
      const state = whole.permissions();
      return template.isReadOnly ? { ...state, mode: 'plan' } : state;
    },
    reads: createReadMarks(),
    outputs: createKeptOutputs(),
  };
}

async function* recordConflicts(
  recorder: Recorder,
  maker: ReturnType<typeof eventMaker>,
  held: Claim[],
): AsyncGenerator<TurnEvent, void> {
  for (const claim of held.splice(0)) yield* recordEvent(recorder, conflictEvent(maker, claim));
}
