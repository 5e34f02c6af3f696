import type { AgentTemplate } from '../../../src/core/agents/template.ts';
import { AgentDesk, type AgentDeskParts } from '../../../src/editor/agents/agent-desk.ts';

/** A desk with these agents, where nobody has to be asked. */
export function anAgentDesk(roster: readonly AgentTemplate[] = [], change: Partial<AgentDeskParts> = {}): AgentDesk {
  return new AgentDesk({
    read: async () => roster,
    agrees: async () => true,
    ask: async () => null,
    ...change,
  });
}
