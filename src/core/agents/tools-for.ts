import type { Tool } from '../agent/tools/tool.ts';
import { ownFolder } from '../memory/own-memory.ts';
import { type AgentTemplate, toolsLeft } from './template.ts';
import { limitProblem } from './tool-limit.ts';

const MEMORY_TOOLS = ['memory', 'recall', 'read_session'];

/** What a template leaves of its session's tools; one with a memory of its own writes nowhere else in it. */
export function toolsFor(template: AgentTemplate, tools: readonly Tool[]): readonly Tool[] {
  const left = new Set(
    toolsLeft(
      template,
      tools.map(({ name }) => name),
    ),
  );
  return tools
    .filter(({ name }) => left.has(name) && (template.memory !== 'none' || !MEMORY_TOOLS.includes(name)))
    .map((tool) => (tool.name === 'memory' && template.memory === 'own' ? ownMemoryTool(tool, template.name) : tool))
    .map((tool) => limitedTool(tool, template));
}

function limitedTool(tool: Tool, { limits }: AgentTemplate): Tool {
  if (!limits.some((limit) => limit.tool === tool.name)) return tool;
  return {
    ...tool,
    plan: async (input, context, signal) => {
      const plan = await tool.plan(input, context, signal);
      const problem = plan.kind === 'plan' ? limitProblem(tool.name, plan, limits) : null;
      return problem === null ? plan : { kind: 'invalid', message: problem };
    },
  };
}

function ownMemoryTool(tool: Tool, agent: string): Tool {
  const folder = `/memories${ownFolder(agent)}`;
  return {
    ...tool,
    plan: async (input, context, signal) => {
      const named = [input['path'], input['old_path'], input['new_path']].filter((path) => typeof path === 'string');
      if (input['command'] === 'view' || named.every((path) => path.startsWith(folder)))
        return await tool.plan(input, context, signal);
      return { kind: 'invalid', message: `Your notes go below ${folder}; the rest is shared, and yours to read only.` };
    },
  };
}
