import { describe, expect, test } from 'vitest';
import type { Model, ModelError, ModelEvent, ModelRequest } from '../../src/core/agent/model.ts';
import type { JsonObject } from '../../src/core/json.ts';

/** What the other side of a model does in a scenario. */
export type Scenario =
  | { readonly kind: 'says'; readonly pieces: readonly string[] }
  /** Says the pieces, then calls tools; a string as input is sent as it is instead of JSON of an object. */
  | {
      readonly kind: 'calls';
      readonly pieces: readonly string[];
      readonly calls: readonly { readonly call: string; readonly tool: string; readonly input: JsonObject | string }[];
    }
  | { readonly kind: 'breaks-off-after'; readonly pieces: readonly string[] }
  | { readonly kind: 'falls-silent-after'; readonly pieces: readonly string[] }
  | { readonly kind: 'refuses-the-key' }
  | { readonly kind: 'is-too-busy' }
  | { readonly kind: 'is-unreachable' };

const REQUEST = {
  system: 'Answer in one word.',
  messages: [
    { role: 'user', text: 'one?' },
    { role: 'assistant', text: 'one' },
    { role: 'user', text: 'two?' },
  ],
  maxTokens: 100,
} as const;

/** Two calls of one step, answered: what the loop sends back. */
export const ANSWERED: ModelRequest = {
  system: 'Answer in one word.',
  tools: [
    {
      name: 'read_file',
      description: 'Reads a file.',
      inputSchema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
    },
  ],
  messages: [
    { role: 'user', text: 'compare them', images: [{ mediaType: 'image/png', base64: 'aGk=' }] },
    {
      role: 'assistant',
      text: 'Reading.',
      calls: [
        { call: 'call_1', tool: 'read_file', input: { path: 'a' } },
        { call: 'call_2', tool: 'read_file', input: { path: 'b' } },
      ],
    },
    {
      role: 'user',
      text: '',
      results: [
        { call: 'call_1', text: 'one', isError: false },
        { call: 'call_2', text: 'There is no b.', isError: true },
      ],
    },
  ],
  maxTokens: 100,
};

/** Every adapter of the model port behaves like this; `make` gives a model whose other side plays the scenario. */
export function describeModel(name: string, make: (scenario: Scenario) => Promise<Model>): void {
  describe(`${name}, as every model,`, () => {
    test('streams the text in order and ends once', async () => {
      const events = await listen(await make({ kind: 'says', pieces: ['Two', ' is', ' it.'] }));
      expect(textOf(events)).toBe('Two is it.');
      expect(endsOf(events)).toEqual([{ kind: 'end', reason: 'complete' }]);
      expect(events.at(-1)?.kind).toBe('end');
    });

    test('tells how many tokens request and answer took, before it ends', async () => {
      const events = await listen(await make({ kind: 'says', pieces: ['Two', ' is', ' it.'] }));
      const usage = events.findLast((event) => event.kind === 'usage');
      expect(usage?.inputTokens).toBeGreaterThan(0);
      expect(usage?.outputTokens).toBeGreaterThan(0);
      expect(events.at(-1)?.kind).toBe('end');
    });

    test('tells of each call once its input is whole, after the text and in order', async () => {
      const calls = [
        { call: 'call_1', tool: 'read_file', input: { path: 'a.ts', lines: [1, 20] } },
        { call: 'call_2', tool: 'git_state', input: {} },
      ];
      const events = await listen(await make({ kind: 'calls', pieces: ['Looking', '.'], calls }), ANSWERED);
      expect(textOf(events)).toBe('Looking.');
      expect(events.filter(({ kind }) => kind === 'tool-call')).toEqual(
        calls.map((call) => ({ kind: 'tool-call', ...call })),
      );
      expect(endsOf(events)).toEqual([{ kind: 'end', reason: 'complete' }]);
    });

    test.each(['"a.ts"', '[1]', 'null'])('hands on the input %s, which is no object, as malformed', async (input) => {
      const call = { call: 'call_1', tool: 'read_file', input };
      const events = await listen(await make({ kind: 'calls', pieces: [], calls: [call] }), ANSWERED);
      expect(events.find(({ kind }) => kind === 'tool-call')).toEqual({
        kind: 'tool-call',
        call: 'call_1',
        tool: 'read_file',
        input: {},
        malformed: input,
      });
      expect(endsOf(events)).toEqual([{ kind: 'end', reason: 'complete' }]);
    });

    test('delivers what had come when the connection breaks off', async () => {
      const events = await listen(await make({ kind: 'breaks-off-after', pieces: ['Two', ' is'] }));
      expect(textOf(events)).toBe('Two is');
      expect(errorOf(events)).toBe('disconnected');
    });

    test('ends as cancelled when it is stopped in mid-stream', async () => {
      const model = await make({ kind: 'falls-silent-after', pieces: ['Two'] });
      const stop = new AbortController();
      const events: ModelEvent[] = [];
      for await (const event of model.stream(REQUEST, stop.signal)) {
        events.push(event);
        if (event.kind === 'text-delta') stop.abort();
      }
      expect(textOf(events)).toBe('Two');
      expect(errorOf(events)).toBe('cancelled');
    });

    test('asks nothing when it is stopped before the start', async () => {
      const model = await make({ kind: 'says', pieces: ['Two'] });
      const events: ModelEvent[] = [];
      for await (const event of model.stream(REQUEST, AbortSignal.abort())) events.push(event);
      expect(events).toEqual([{ kind: 'error', error: { kind: 'cancelled' } }]);
    });

    const failures: readonly (readonly [
      Scenario['kind'] & ('refuses-the-key' | 'is-too-busy' | 'is-unreachable'),
      ModelError['kind'],
    ])[] = [
      ['refuses-the-key', 'refused-key'],
      ['is-too-busy', 'rate-limit'],
      ['is-unreachable', 'unreachable'],
    ];
    test.each(failures)('tells when the other side %s', async (kind, expected) => {
      const events = await listen(await make({ kind }));
      expect(textOf(events)).toBe('');
      expect(errorOf(events)).toBe(expected);
    });
  });
}

export async function listen(model: Model, request: ModelRequest = REQUEST): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, new AbortController().signal)) events.push(event);
  return events;
}

export function textOf(events: readonly ModelEvent[]): string {
  return events.map((event) => (event.kind === 'text-delta' ? event.text : '')).join('');
}

function endsOf(events: readonly ModelEvent[]): readonly ModelEvent[] {
  return events.filter((event) => event.kind === 'end' || event.kind === 'error');
}

export function errorOf(events: readonly ModelEvent[]): ModelError['kind'] | null {
  const last = events.at(-1);
  return last?.kind === 'error' ? last.error.kind : null;
}
