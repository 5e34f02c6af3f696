import { answerProgress } from '../agent/answer-progress.ts';
import { mayPass } from '../agent/ask-model.ts';
import type { Model } from '../agent/model.ts';
import { type Recorder, recordEvent } from '../agent/record-event.ts';
import { createSpending, type Spending } from '../agent/spending.ts';
import { spentEvent } from '../agent/spent-event.ts';
import { createKeptOutputs } from '../agent/tools/kept-outputs.ts';
import { createReadMarks } from '../agent/tools/read-marks.ts';
import { runTurn } from '../agent/turn.ts';
import type { TurnEnd, TurnEvent } from '../agent/turn-event.ts';
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

/** How often a thread goes on by itself after its provider failed. */
const MOST_RESUMES = 3;

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
    let resumes = 0;
    for (;;) {
      let resumed: TurnInput['message'] | null = null;
      let hasFailed = false;
      for await (const event of runTurn({ ...input, history, message }, ports, signal)) {
        if (event.kind === 'recorded') history = [...history, event.event];
        if (event.kind === 'ended') {
          hasFailed = event.end.kind === 'failed';
          resumed = resumes < MOST_RESUMES ? resumedBy(event.end, history) : null;
        }
        // An answer that goes on has not ended.
        if (event.kind !== 'ended' || resumed === null) yield event;
        yield* recordConflicts(recorder, maker, held);
      }
      if (resumed !== null) {
        resumes += 1;
        message = resumed;
        continue;
      }
      if (spending.tokens > 0) yield* recordEvent(recorder, spentEvent(maker, spending));
      const said = takeMessages();
      if (said.length === 0 || hasFailed || signal.aborted) return;
      message = { kind: 'new', text: said.join('\n\n') };
    }
  };
}

/** Nobody sits before a thread to let it go on, so that it does by itself from what a passing trouble left of its answer. */
function resumedBy(end: TurnEnd, history: readonly SessionEvent[]): TurnInput['message'] | null {
  const event = history.findLast(({ type }) => type === 'user');
  const canGoOn = end.kind === 'failed' && mayPass(end.error) && answerProgress(history) === 'begun';
  return canGoOn && event?.type === 'user' ? { kind: 'resume', event } : null;
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
  const claimant = { session: header.session, agent: template.name, parent: header.parentSession };
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
