import type { Model } from '../../core/agent/model.ts';
import type { AgentTools, TurnInput, TurnPorts } from '../../core/agent/turn-state.ts';
import { claimingTools } from '../../core/agents/claiming-tools.ts';
import type { Claim } from '../../core/agents/claims.ts';
import { delegateTool, type ThreadWork } from '../../core/agents/delegate.ts';
import { threadWork } from '../../core/agents/thread-work.ts';
import type { AgentDesk } from '../agents/agent-desk.ts';

export interface Delegation {
  readonly desk: AgentDesk;
  readonly agent: AgentTools;
  /** What a thread works with. */
  readonly agentOf: (work: ThreadWork) => AgentTools;
  readonly model: Model;
  /** The newest model whose name holds the text, as a template names it; null where there is none. */
  readonly findModel: (name: string) => Promise<Model | null>;
  readonly input: Pick<TurnInput, 'header' | 'surroundings' | 'limits' | 'isMemoryOn'>;
  readonly ports: Omit<TurnPorts, 'agent' | 'model'>;
  readonly onConflict: (held: Claim) => void;
}

/** The agent's tools with one to delegate, and none that changes a file which another agent is changing. */
export async function withDelegation(delegation: Delegation): Promise<AgentTools> {
  const { desk, agent, agentOf, model, findModel, input, ports, onConflict } = delegation;
  const { claims, threads, slots } = desk;
  const { session, agent: name } = input.header;
  const tools = claimingTools(agent.tools, { session, agent: name }, claims, onConflict);
  const roster = await desk.roster(agent.tools.map((tool) => tool.name));
  if (roster.length === 0) return { ...agent, tools };
  const work = threadWork({
    input,
    ports,
    agent: agentOf,
    model: async (template) => (template.model === null ? null : await findModel(template.model)) ?? model,
    claims,
  });
  const agrees: AgentDesk['agrees'] = (template, signal) => desk.agrees(template, signal);
  const delegate = delegateTool({ roster, agrees, work, threads, claims, slots, clock: ports.clock });
  return { ...agent, tools: [...tools, delegate] };
}
