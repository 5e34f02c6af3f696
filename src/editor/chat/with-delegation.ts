import type { FileChange } from '../../core/agent/checkpoint/file-change.ts';
import type { Model } from '../../core/agent/model.ts';
import type { Spending } from '../../core/agent/spending.ts';
import type { AgentTools, TurnInput, TurnPorts } from '../../core/agent/turn-state.ts';
import { claimingTools } from '../../core/agents/claiming-tools.ts';
import type { Claim } from '../../core/agents/claims.ts';
import { delegateTool, type ThreadWork } from '../../core/agents/delegate.ts';
import type { AgentTemplate } from '../../core/agents/template.ts';
import { threadWork } from '../../core/agents/thread-work.ts';
import type { AgentDesk } from '../agents/agent-desk.ts';
import { keepThreadEdits } from './keep-thread-edits.ts';

export interface Delegation {
  readonly desk: AgentDesk;
  readonly agent: AgentTools;
  /** What a thread works with. */
  readonly agentOf: (work: ThreadWork) => AgentTools;
  /** The model that a template names, or that of the session; what it costs is added. */
  readonly model: (template: AgentTemplate, spending: Spending) => Promise<Model>;
  readonly input: Pick<TurnInput, 'header' | 'surroundings' | 'limits' | 'isMemoryOn'>;
  readonly ports: Omit<TurnPorts, 'agent' | 'model'>;
  readonly onConflict: (held: Claim) => void;
  /** Hears of each edit that a thread made. */
  readonly onEdit: (change: FileChange) => void;
}

/** The agent's tools with one to delegate, and none that changes a file which another agent is changing. */
export async function withDelegation(delegation: Delegation): Promise<AgentTools> {
  const { desk, agent, agentOf, model, input, ports, onConflict, onEdit } = delegation;
  const { claims, threads, slots } = desk;
  const { session, agent: name } = input.header;
  const tools = claimingTools(agent.tools, { session, agent: name }, claims, onConflict);
  const roster = await desk.roster(agent.tools.map((tool) => tool.name));
  if (roster.length === 0) return { ...agent, tools };
  const { memory, clock } = ports;
  const run = threadWork({ input, ports, agent: agentOf, model, claims });
  const work: typeof run = (given, signal) =>
    keepThreadEdits(run(given, signal), {
      tools: () => desk.toolsOf(given.header.session),
      recorder: { memory, header: given.header, isPrivate: given.isPrivate },
      ...{ clock, onEdit },
    });
  const agrees: AgentDesk['agrees'] = (template, signal) => desk.agrees(template, signal);
  const delegate = delegateTool({ roster, agrees, work, threads, claims, slots, clock });
  return { ...agent, tools: [...tools, delegate] };
}
