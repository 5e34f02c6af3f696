import { isJsonObject, type Json } from '../json.ts';
import type { SessionEvent, ToolCallEvent, ToolResultEvent } from '../sessions/event.ts';
import { editedFiles, shellLine } from '../sessions/tool-input.ts';

const MOST_CHARACTERS = 60_000;
const LONGEST_OUTPUT = 4_000;
const LONGEST_CHANGES = 30_000;

/** What a grader sees of the work: the changes as they stand, then edits, commands and the agent's last words. */
export function workRecord(events: readonly SessionEvent[], changes: string): string {
  const results = new Map<string, ToolResultEvent>();
  for (const event of events) if (event.type === 'tool_result') results.set(event.call, event);
  const done = events.flatMap((event) => {
    const result = event.type === 'tool_call' ? results.get(event.call) : undefined;
    return event.type === 'tool_call' && result !== undefined ? describe(event, result) : [];
  });
  const said = events.findLast((event) => event.type === 'assistant')?.text ?? '';
  const head = changes === '' ? '' : section('Changes of the working tree', cut(changes, LONGEST_CHANGES));
  const tail = section('What the agent says', cut(said, LONGEST_OUTPUT));
  return [head, ...newestThatFit(done, MOST_CHARACTERS - head.length - tail.length), tail].join('').trim();
}

function describe(call: ToolCallEvent, result: ToolResultEvent): readonly string[] {
  const line = shellLine(call);
  if (line !== null) return [section(`Command: ${line}`, cut(result.text, LONGEST_OUTPUT))];
  const files = editedFiles(call);
  if (files.length === 0 || result.isError) return [];
  const input = Object.entries(call.input).flatMap(([name, value]) => (name === 'path' ? [] : textsOf(value, name)));
  return [section(`Edit of ${files.join(', ')}`, cut(input.join('\n'), LONGEST_OUTPUT))];
}

/** The texts of an input wherever they stand in it, such as the replacements of a list of edits. */
function textsOf(value: Json, name: string): readonly string[] {
  if (typeof value === 'string') return [`${name}: ${value}`];
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsOf(one, name));
  return isJsonObject(value) ? Object.entries(value).flatMap(([inner, one]) => textsOf(one, inner)) : [];
}

function section(title: string, text: string): string {
  return text.trim() === '' ? '' : `## ${title}\n${text.trim()}\n\n`;
}

/** Both ends tell most: what was begun, and how it ended. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = Math.floor(longest / 2);
  return `${text.slice(0, half)}\n[… ${text.length - 2 * half} characters left out …]\n${text.slice(-half)}`;
}

function newestThatFit(parts: readonly string[], room: number): readonly string[] {
  let left = room;
  const first = parts.findLastIndex((part) => {
    left -= part.length;
    return left < 0;
  });
  return parts.slice(first + 1);
}
