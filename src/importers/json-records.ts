import { isJsonObject, type JsonObject, parseJson } from '../core/json.ts';

/** Levels of nesting; real records have about ten. */
const DEEPEST = 500;

/** What one line of JSON Lines holds. */
export interface JsonRecords {
  readonly records: readonly JsonObject[];
  /** Whether something in the line could not be read. */
  readonly isDamaged: boolean;
}

/** What a record of one format looks like. */
export interface RecordShape {
  /** How one may begin. */
  readonly start: RegExp;
  /** Tells a record from a part of one. */
  isRecord(candidate: JsonObject): boolean;
}

/**
 * Reads the objects of one line: usually one, sometimes two that were written without a line end between them, or
 * the cut-off beginning of one and then a whole one.
 */
export function jsonRecords(line: string, shape: RecordShape): JsonRecords {
  const whole = parseObject(line);
  if (whole !== null) return { records: [whole], isDamaged: false };
  const records: JsonObject[] = [];
  let rest = line;
  for (let end = endOfObject(rest); end > 0; end = endOfObject(rest)) {
    const record = parseObject(rest.slice(0, end));
    if (record === null) break;
    records.push(record);
    rest = rest.slice(end).trimStart();
    if (rest === '') return { records, isDamaged: false };
  }
  const last = lastWhole(rest, shape);
  return { records: last === null ? records : [...records, last], isDamaged: true };
}

/** A whole record at the end of a line whose beginning is cut off. */
function lastWhole(text: string, { start, isRecord }: RecordShape): JsonObject | null {
  const places = [...text.matchAll(new RegExp(start.source, 'gu'))]
    .map(({ index }) => index)
    .filter((index) => index > 0);
  for (const place of places.slice(-8)) {
    const record = parseObject(text.slice(place));
    if (record !== null && isRecord(record)) return record;
  }
  return null;
}

function parseObject(text: string): JsonObject | null {
  const value = parseJson(text) ?? parseJson(repair(text));
  return isJsonObject(value) && !isDeeper(value, DEEPEST) ? value : null;
}

/** What is nested deeper could not be written down again. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (isDeeper(inner, levels - 1)) return true;
  return false;
}

/** Doubles the backslash of escapes that JSON doesn't know and escapes bare control characters. */
function repair(text: string): string {
  return text
    .replace(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/gu, (sequence) => (sequence.length > 1 ? sequence : '\\\\'))
    .replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Where the object that starts the text ends; 0 when it doesn't start with one or it isn't closed. */
function endOfObject(text: string): number {
  if (!text.startsWith('{')) return 0;
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isString) {
      if (code === 92) index += 1;
      else if (code === 34) isString = false;
    } else if (code === 34) isString = true;
    else if (code === 123) depth += 1;
    else if (code === 125) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return 0;
}
