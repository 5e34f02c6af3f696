import { isJsonObject, type JsonObject } from '../../core/json.ts';
import type { SessionEvent, ToolCallEvent } from '../../core/sessions/event.ts';
import { textField } from '../json-fields.ts';
import type { RecordReading } from '../read-json-lines.ts';
import { contentBlocks, textOf } from './content.ts';
import { describeToolCall } from './describe-tool-call.ts';
import type { KnownCalls } from './known-calls.ts';
import { eventId, type Line } from './line.ts';
import type { TokenCount } from './token-count.ts';

/** Reads a `type:"assistant"` line. Thinking is left out: it was said to nobody, and it is large. */
export function readAssistantLine(
  record: JsonObject,
  line: Line,
  { calls, tokensOf }: { readonly calls: KnownCalls; readonly tokensOf: TokenCount },
): RecordReading {
  const events: SessionEvent[] = [];
  let dropped = 'empty';
  contentBlocks(record).forEach((block, index) => {
    const type = textField(block, 'type') ?? 'block';
    const base = { ...line.common, id: eventId(line, index) };
    if (type === 'text') {
      const text = textOf(block).trim();
      if (text === '' || text === '(no content)') return;
      // The program speaks in the agent's place, to tell of an error for example.
      if (isSynthetic(record)) events.push({ ...base, type: 'other', subtype: 'synthetic', origin: 'tool', text });
      else events.push({ ...base, type: 'assistant', origin: 'assistant', text });
    } else if (type === 'tool_use' || type === 'server_tool_use' || type === 'mcp_tool_use') {
      const call = toolCall(block, { ...base, origin: 'assistant' });
      calls.add(call);
      events.push(call);
    } else if (type === 'thinking' || type === 'redacted_thinking') {
      dropped = 'thinking';
    } else if (type.endsWith('_tool_result')) {
      const call = textField(block, 'tool_use_id') ?? '';
      events.push({
        ...base,
        type: 'tool_result',
        call,
        origin: 'external',
        text: textOf(block['content']),
        isError: false,
      });
    } else {
      events.push({ ...base, type: 'other', subtype: type, origin: 'external', text: textOf(block) });
    }
  });
  const [first, ...others] = events;
  if (first === undefined) return { kind: 'ignored', type: dropped };
  const tokens = tokensOf(record);
  return { kind: 'events', agent: line.common.agent, events: [tokens > 0 ? { ...first, tokens } : first, ...others] };
}

function toolCall(
  block: JsonObject,
  base: Pick<ToolCallEvent, 'id' | 'session' | 'at' | 'agent' | 'origin'>,
): ToolCallEvent {
  const tool = textField(block, 'name') ?? 'unknown';
  const input = isJsonObject(block['input']) ? block['input'] : {};
  const call = textField(block, 'id') ?? base.id;
  return { ...base, type: 'tool_call', call, tool, input, text: describeToolCall(tool, input) };
}

function isSynthetic(record: JsonObject): boolean {
  const message = record['message'];
  return record['isApiErrorMessage'] === true || (isJsonObject(message) && message['model'] === '<synthetic>');
}
