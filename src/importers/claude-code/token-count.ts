import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { textField } from '../json-fields.ts';

/** Tokens that a line adds to what was counted of its message before: each line of a message tells what it took so far. */
export type TokenCount = (record: JsonObject) => number;

const COUNTED = ['input_tokens', 'cache_creation_input_tokens', 'output_tokens'];

/** What a model read anew and wrote; what it read from its provider's cache costs little and is left out. */
export function createTokenCount(): TokenCount {
  const counted = new Map<string, number>();
  return (record) => {
    const message = record['message'];
    const usage = isJsonObject(message) ? message['usage'] : undefined;
    const id = isJsonObject(message) ? textField(message, 'id') : undefined;
    if (id === undefined || !isJsonObject(usage)) return 0;
    const known = counted.get(id) ?? 0;
    const total = COUNTED.reduce((sum, field) => sum + countIn(usage, field), 0);
    counted.set(id, Math.max(known, total));
    return Math.max(0, total - known);
  };
}

function countIn(usage: JsonObject, field: string): number {
  const value = usage[field];
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.round(value) : 0;
}
