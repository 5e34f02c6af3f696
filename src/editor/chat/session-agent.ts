import { TOOLS } from '../../core/agent/tools/tools.ts';
import type { AgentTools } from '../../core/agent/turn-state.ts';
import type { Dreamwright, GateLevel } from '../../core/dreamwright.ts';
import type { SessionTools } from './session-tools.ts';

export interface SessionAgentParts {
  readonly tools: SessionTools;
  readonly memory: Pick<Dreamwright, 'memoryTool' | 'recall' | 'eventsAround'>;
  readonly gate: GateLevel;
  /** As it is when a call is decided on, not as it was when the answer began. */
  readonly mode: () => 'act' | 'plan';
}

/** What the agent of a session works with. */
export function sessionAgent({ tools, memory, gate, mode }: SessionAgentParts): AgentTools {
  const { workspace, askPerson, permit, reads, outputs } = tools;
  return {
    tools: TOOLS,
    workspace,
    memory,
    gate,
    askPerson,
    permit,
    reads,
    outputs,
    permissions: () => ({ rules: tools.rules, mode: mode() === 'plan' ? 'plan' : 'normal' }),
  };
}
