import { assertNever } from '../assert-never.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { ORIGINS, type Origin } from '../origin.ts';
import { decodeGoalOutcome, encodeGoalOutcome } from '../outcomes/goal-json.ts';
import type { SessionEvent } from './event.ts';

/** Why a value is no event; one clause that names the field. */
export interface EventError {
  readonly error: string;
}

/** The plain JSON event of the command line, which is also one line of a session file. */
export function encodeEvent(event: SessionEvent): JsonObject {
  return { ...encodeBase(event), ...encodeRest(event) };
}

/** Reads a plain JSON event; unknown fields are dropped, a wrong one is answered as an error. Never throws. */
export function decodeEvent(value: unknown): SessionEvent | EventError {
  if (!isJsonObject(value)) return { error: 'not a JSON object' };
  const read = new FieldReader(value);
  const event = decodeFields(read, value);
  return read.problem === undefined ? event : { error: read.problem };
}

export function isEventError(decoded: SessionEvent | EventError): decoded is EventError {
  return 'error' in decoded;
}

function encodeBase(event: SessionEvent): JsonObject {
  return {
    session: event.session,
    id: event.id,
    at: event.at,
    agent: event.agent,
    ...(event.author !== undefined && { author: event.author }),
    origin: event.origin,
    ...(event.parentSession !== undefined && { parent_session: event.parentSession }),
    ...(event.cwd !== undefined && { cwd: event.cwd }),
    ...(event.tokens !== undefined && { tokens: event.tokens }),
    type: event.type,
    text: event.text,
  };
}

function encodeRest(event: SessionEvent): JsonObject {
  switch (event.type) {
    case 'user':
    case 'assistant':
      return {};
    case 'tool_call':
      return { call: event.call, tool: event.tool, input: event.input };
    case 'tool_result':
      return { call: event.call, ...(event.tool !== undefined && { tool: event.tool }), is_error: event.isError };
    case 'outcome':
      return { is_error: event.isError, ...(event.goal !== undefined && { goal: encodeGoalOutcome(event.goal) }) };
    case 'feedback':
      return { is_error: event.isError, ...(event.call !== undefined && { call: event.call }) };
    case 'recall':
      return { memories: event.memories };
    case 'other':
      return { subtype: event.subtype };
    default:
      return assertNever(event);
  }
}

function decodeFields(read: FieldReader, value: JsonObject): SessionEvent | EventError {
  const author = read.optionalText('author');
  const parentSession = read.optionalText('parent_session');
  const cwd = read.optionalText('cwd');
  const tokens = read.optionalCount('tokens');
  const base = {
    session: read.text('session'),
    id: read.text('id'),
    at: read.text('at'),
    agent: read.text('agent'),
    ...(author !== undefined && { author }),
    origin: read.origin('origin'),
    ...(parentSession !== undefined && { parentSession }),
    ...(cwd !== undefined && { cwd }),
    ...(tokens !== undefined && { tokens }),
    text: read.text('text'),
  };
  const type = read.text('type');
  switch (type) {
    case 'user':
    case 'assistant':
      return { ...base, type };
    case 'tool_call':
      return { ...base, type, call: read.text('call'), tool: read.text('tool'), input: read.object('input') };
    case 'tool_result': {
      const tool = read.optionalText('tool');
      return {
        ...base,
        type,
        call: read.text('call'),
        ...(tool !== undefined && { tool }),
        isError: read.claim('is_error'),
      };
    }
    case 'outcome': {
      const goal = decodeGoalOutcome(value['goal']);
      return { ...base, type, isError: read.claim('is_error'), ...(goal !== null && { goal }) };
    }
    case 'feedback': {
      const call = read.optionalText('call');
      return { ...base, type, isError: read.claim('is_error'), ...(call !== undefined && { call }) };
    }
    case 'recall':
      return { ...base, type, memories: read.texts('memories') };
    case 'other':
      return { ...base, type, subtype: read.text('subtype') };
    default:
      return { error: `unknown type ${JSON.stringify(type)}` };
  }
}

/** Reads fields of one object and remembers the first that is not what it should be. */
class FieldReader {
  problem: string | undefined;
  private readonly fields: JsonObject;

  constructor(fields: JsonObject) {
    this.fields = fields;
  }

  text(name: string): string {
    const value = this.own(name);
    return typeof value === 'string' ? value : this.fail(name, 'a string', '');
  }

  optionalText(name: string): string | undefined {
    return this.own(name) === undefined ? undefined : this.text(name);
  }

  optionalCount(name: string): number | undefined {
    const value = this.own(name);
    if (value === undefined) return undefined;
    const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    return isCount ? value : this.fail(name, 'a whole number from 0', 0);
  }

  texts(name: string): readonly string[] {
    const value = this.own(name);
    if (!Array.isArray(value)) return this.fail(name, 'a list of strings', []);
    const texts = value.filter((item: Json) => typeof item === 'string');
    return texts.length === value.length ? texts : this.fail(name, 'a list of strings', []);
  }

  claim(name: string): boolean {
    const value = this.own(name);
    return typeof value === 'boolean' ? value : this.fail(name, 'true or false', false);
  }

  object(name: string): JsonObject {
    const value = this.own(name);
    return isJsonObject(value) ? value : this.fail(name, 'an object', {});
  }

  origin(name: string): Origin {
    const value = this.own(name);
    return ORIGINS.find((origin) => origin === value) ?? this.fail(name, `one of ${ORIGINS.join(', ')}`, 'external');
  }

  private own(name: string): Json | undefined {
    return Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
  }

  private fail<T>(name: string, expected: string, value: T): T {
    this.problem ??= `"${name}" is not ${expected}`;
    return value;
  }
}
