import { createKeptOutputs } from '../../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../../src/core/agent/tools/read-marks.ts';
import type { Tool, ToolContext, ToolOutcome, ToolPlan } from '../../../src/core/agent/tools/tool.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { temporaryWorkspace } from '../temporary-workspace.ts';

/** What tools share, over a folder of its own; nobody answers and no memory is kept unless a test says so. */
export function toolContext(change: Partial<ToolContext> = {}): ToolContext {
  return {
    workspace: change.workspace ?? temporaryWorkspace(),
    memory: {
      recall: async () => [],
      eventsAround: async () => [],
      memoryTool: async () => ({ kind: 'shown', text: '', origin: 'tool', items: [] }),
    },
    header: { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user' },
    isPrivate: false,
    event: {
      type: 'tool_call',
      session: 'ses_1',
      id: 'evt_call',
      at: '2026-03-01T10:00:00.000Z',
      agent: 'dreamwright',
      origin: 'assistant',
      call: 'call_1',
      tool: 'a_tool',
      input: {},
      text: '',
    },
    gate: { sensitivity: 'balanced' },
    askPerson: async () => null,
    setTodos: () => {},
    reads: createReadMarks(),
    outputs: createKeptOutputs(),
    ...change,
  };
}

/** The plan of a call that makes sense. */
export async function planned(tool: Tool, input: JsonObject, context: ToolContext): Promise<ToolPlan> {
  const plan = await tool.plan(input, context, new AbortController().signal);
  if (plan.kind === 'invalid') throw new Error(plan.message);
  return plan;
}

/** What comes of a call; what makes no sense is an error as in the loop. */
export async function use(
  tool: Tool,
  input: JsonObject,
  context: ToolContext,
  signal = new AbortController().signal,
): Promise<ToolOutcome> {
  const plan = await tool.plan(input, context, signal);
  if (plan.kind === 'invalid') return { text: plan.message, isError: true, origin: 'assistant' };
  return plan.run(signal, () => {});
}
