import type { JsonObject } from '../../core/json.ts';
import type { ToolCallEvent } from '../../core/sessions/event.ts';
import { resultOrigin } from '../../core/sessions/result-origin.ts';

/** What a result has to know of its call. */
interface KnownCall {
  readonly tool: string;
  readonly resultOrigin: 'tool' | 'external';
  /** Kept for the few tools whose result can't be read without. */
  readonly input: JsonObject | null;
}

const NEEDS_INPUT = /^(?:AskUserQuestion|Task|Agent)$/u;
const READS_BACKGROUND = /^(?:BashOutput|TaskOutput|AgentOutputTool)$/u;

/** The tool calls of one file, by id. */
export interface KnownCalls {
  add(call: ToolCallEvent): void;
  get(call: string): KnownCall | undefined;
  /** Null when the session starts after the call: its result may come from anywhere. */
  originOf(call: string): 'tool' | 'external' | null;
}

export function createKnownCalls(): KnownCalls {
  const calls = new Map<string, KnownCall>();
  let background: 'tool' | 'external' = 'tool';
  const originOf = (call: ToolCallEvent): 'tool' | 'external' => {
    if (READS_BACKGROUND.test(call.tool)) return background;
    const origin = resultOrigin(call);
    if (call.input['run_in_background'] === true && origin === 'external') background = 'external';
    return origin;
  };
  return {
    add: (call) => {
      calls.set(call.call, {
        tool: call.tool,
        resultOrigin: originOf(call),
        input: NEEDS_INPUT.test(call.tool) ? call.input : null,
      });
    },
    get: (call) => calls.get(call),
    originOf: (call) => calls.get(call)?.resultOrigin ?? null,
  };
}
