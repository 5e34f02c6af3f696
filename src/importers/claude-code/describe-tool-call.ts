import type { JsonObject } from '../../core/json.ts';

/** The fields that tell what a call is about, most telling first. */
const TELLING = [
  'command',
  'file_path',
  'notebook_path',
  'url',
  'query',
  'pattern',
  'skill',
  'description',
  'prompt',
  'plan',
  'path',
  'todos',
  'questions',
];
/** Characters of one field that are shown; the input keeps the rest. */
const SHOWN = 500;

/** A short human form of a tool call: for a shell the command, else the tool's name and what it is about. */
export function describeToolCall(tool: string, input: JsonObject): string {
  const command = input['command'];
  if (typeof command === 'string' && /^(?:bash|powershell|shell)$/iu.test(tool)) return command;
  const field = TELLING.find((name) => input[name] !== undefined) ?? Object.keys(input)[0];
  const value = field === undefined ? undefined : input[field];
  if (value === undefined) return tool;
  const told = typeof value === 'string' ? value : JSON.stringify(value);
  const place = field === 'pattern' && typeof input['path'] === 'string' ? ` in ${input['path']}` : '';
  return `${tool} ${shorten(told)}${place}`;
}

function shorten(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}
