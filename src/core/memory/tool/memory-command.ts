import { isJsonObject, type JsonObject } from '../../json.ts';

/** One call of Anthropic's memory tool (`memory_20250818`); paths as the agent wrote them. */
export type MemoryCommand =
  | { readonly kind: 'view'; readonly path: string; readonly range: readonly [first: number, last: number] | null }
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'str_replace'; readonly path: string; readonly before: string; readonly after: string }
  /** Inserts after the line of that number; 0 is before the first. */
  | { readonly kind: 'insert'; readonly path: string; readonly line: number; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string };

export type ParsedCommand =
  | { readonly kind: 'command'; readonly command: MemoryCommand }
  | { readonly kind: 'invalid'; readonly message: string };

const KNOWN = 'view, create, str_replace, insert, delete or rename';

class Missing extends Error {}

/** Reads the input of a tool call, which a model wrote; the message names what is wrong with it. */
export function parseMemoryCommand(input: unknown): ParsedCommand {
  if (!isJsonObject(input)) return { kind: 'invalid', message: `The input is an object with a command: ${KNOWN}.` };
  try {
    const command = commandOf(input);
    return command === null
      ? { kind: 'invalid', message: `Unknown command ${JSON.stringify(input['command'] ?? null)}: use ${KNOWN}.` }
      : { kind: 'command', command };
  } catch (error) {
    if (error instanceof Missing) return { kind: 'invalid', message: error.message };
    throw error;
  }
}

function commandOf(input: JsonObject): MemoryCommand | null {
  switch (String(input['command'])) {
    case 'view':
      return { kind: 'view', path: textOf(input, 'path'), range: rangeOf(input) };
    case 'create':
      return { kind: 'create', path: textOf(input, 'path'), text: textOf(input, 'file_text') };
    case 'str_replace':
      return {
        kind: 'str_replace',
        path: textOf(input, 'path'),
        before: textOf(input, 'old_str'),
        after: input['new_str'] === undefined ? '' : textOf(input, 'new_str'),
      };
    case 'insert':
      return {
        kind: 'insert',
        path: textOf(input, 'path'),
        line: numberOf(input, 'insert_line'),
        text: textOf(input, 'insert_text'),
      };
    case 'delete':
      return { kind: 'delete', path: textOf(input, 'path') };
    case 'rename':
      return { kind: 'rename', from: textOf(input, 'old_path'), to: textOf(input, 'new_path') };
    default:
      return null;
  }
}

function textOf(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value !== 'string') throw new Missing(`The command ${String(input['command'])} needs a text \`${name}\`.`);
  return value;
}

function numberOf(input: JsonObject, name: string): number {
  const value = input[name];
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new Missing(`The command ${String(input['command'])} needs a whole number \`${name}\`.`);
}

function rangeOf(input: JsonObject): readonly [number, number] | null {
  const value = input['view_range'];
  if (value === undefined || value === null) return null;
  const [first, last, ...rest] = Array.isArray(value) ? value : [];
  if (Number.isInteger(first) && Number.isInteger(last) && rest.length === 0) return [Number(first), Number(last)];
  throw new Missing('Invalid `view_range` parameter. It should be a list of two whole numbers, such as [1, 20].');
}
