import type { JsonObject } from '../core/json.ts';

/** A field's value where it is text. */
export function textField(record: JsonObject, name: string): string | undefined {
  const value = record[name];
  return typeof value === 'string' ? value : undefined;
}
