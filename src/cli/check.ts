import type { CheckLine } from '../core/dreamwright.ts';
import { checkLine } from '../core/gate/check-line.ts';
import { isJsonObject } from '../core/json.ts';
import { ORIGINS, type Origin } from '../core/origin.ts';
import type { Command } from './command.ts';

type ParsedLine = CheckLine | { readonly id: string | null; readonly error: string };

function parseOrigin(value: unknown): Origin | null {
  if (value === undefined || value === null) return 'user';
  return ORIGINS.find((origin) => origin === value) ?? null;
}

function parseLine(line: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'not JSON; a line is {"id","text","origin"}' };
  }
  if (!isJsonObject(value)) return { id: null, error: 'not an object; a line is {"id","text","origin"}' };
  const id = typeof value['id'] === 'string' || typeof value['id'] === 'number' ? String(value['id']) : null;
  const text = value['text'];
  const origin = parseOrigin(value['origin']);
  if (id === null || typeof text !== 'string') return { id, error: 'a line is {"id","text","origin"}' };
  if (origin === null) return { id, error: `origin is one of ${ORIGINS.join(', ')}` };
  return { id, text, origin };
}

export const checkCommand: Command = {
  name: 'check',
  usage: 'check',
  does: 'puts lines of {"id","text","origin"} from standard input through the gate\'s content and origin rules',
  takes: 'nothing',
  options: {},
  async run(context) {
    for await (const line of context.readInput()) {
      if (line.trim() === '') continue;
      const parsed = parseLine(line);
      if ('error' in parsed) {
        context.print(context.json ? JSON.stringify(parsed) : `${parsed.id ?? '?'}  ${parsed.error}`);
        continue;
      }
      const answer = checkLine(parsed);
      context.print(
        context.json ? JSON.stringify(answer) : `${answer.id}  ${answer.verdict}  ${answer.rules.join(', ')}`,
      );
    }
    return 0;
  },
};
