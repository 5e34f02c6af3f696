import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../../src/core/json.ts';
import { ORIGINS } from '../../../src/core/origin.ts';
import type { SessionEvent } from '../../../src/core/sessions/event.ts';
import { decodeEvent, encodeEvent } from '../../../src/core/sessions/plain-event.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\uD800', '\u0000', '\u2028"\\', 'constructor', ''),
);
const json: fc.Arbitrary<JsonObject> = fc
  .dictionary(fc.oneof(text, fc.constant('__proto__')), fc.jsonValue(), { noNullPrototype: true })
  .map((value) => JSON.parse(JSON.stringify(value)))
  .filter(isJsonObject);
const base = {
  session: text,
  id: text,
  at: text,
  agent: text,
  author: text,
  origin: fc.constantFrom(...ORIGINS),
  parentSession: text,
  cwd: text,
  text,
};
const requiredBase = ['session', 'id', 'at', 'agent', 'origin', 'text'] as const;
const event: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc.record(
    { ...base, type: fc.constantFrom('user' as const, 'assistant' as const) },
    { requiredKeys: [...requiredBase, 'type'] },
  ),
  fc.record(
    { ...base, type: fc.constant('tool_call' as const), call: text, tool: text, input: json },
    { requiredKeys: [...requiredBase, 'type', 'call', 'tool', 'input'] },
  ),
  fc.record(
    { ...base, type: fc.constant('tool_result' as const), call: text, tool: text, isError: fc.boolean() },
    { requiredKeys: [...requiredBase, 'type', 'call', 'isError'] },
  ),
  fc.record(
    { ...base, type: fc.constant('outcome' as const), isError: fc.boolean() },
    { requiredKeys: [...requiredBase, 'type', 'isError'] },
  ),
  fc.record(
    { ...base, type: fc.constant('feedback' as const), isError: fc.boolean(), call: text },
    { requiredKeys: [...requiredBase, 'type', 'isError'] },
  ),
  fc.record(
    { ...base, type: fc.constant('recall' as const), memories: fc.array(text) },
    { requiredKeys: [...requiredBase, 'type', 'memories'] },
  ),
  fc.record(
    { ...base, type: fc.constant('other' as const), subtype: text },
    { requiredKeys: [...requiredBase, 'type', 'subtype'] },
  ),
);

describe('the plain event codec', () => {
  it('gives back every event exactly, also through a line of JSON', () => {
    fc.assert(
      fc.property(event, (original) => {
        expect(decodeEvent(encodeEvent(original))).toEqual(original);
        expect(decodeEvent(JSON.parse(JSON.stringify(encodeEvent(original))))).toEqual(original);
      }),
    );
  });

  it('answers any JSON value with an event or one clause, without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const decoded = decodeEvent(value);
        expect('error' in decoded ? decoded.error : decoded.type).not.toBe('');
      }),
    );
  });

  it('names the field that is wrong', () => {
    const good = {
      session: 's',
      id: 'e',
      at: '2026-01-05T10:00:00Z',
      agent: 'a',
      origin: 'user',
      type: 'user',
      text: 'hi',
    };
    expect(decodeEvent({ ...good, origin: 'boss' })).toEqual({
      error: '"origin" is not one of user, assistant, tool, external',
    });
    expect(decodeEvent({ ...good, type: 'tool_call', call: 'c', tool: 'Bash' })).toEqual({
      error: '"input" is not an object',
    });
    expect(decodeEvent({ ...good, type: 'shout' })).toEqual({ error: 'unknown type "shout"' });
    expect(decodeEvent([good])).toEqual({ error: 'not a JSON object' });
  });
});
