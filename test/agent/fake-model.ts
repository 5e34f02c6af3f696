import type { Model, ModelEvent, ModelRequest } from '../../src/core/agent/model.ts';
import type { JsonObject } from '../../src/core/json.ts';

export interface FakeModel extends Model {
  readonly requests: readonly ModelRequest[];
}

/** A model that plays its events; after them it waits to be stopped when the last is no end. */
export function fakeModel(...events: readonly ModelEvent[]): FakeModel {
  const requests: ModelRequest[] = [];
  return {
    id: 'fake:model',
    name: 'Fake',
    contextTokens: 100_000,
    maxAnswerTokens: 4_000,
    requests,
    async *stream(request, signal) {
      requests.push(request);
      yield* events;
      const last = events.at(-1);
      if (last?.kind === 'end' || last?.kind === 'error') return;
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve());
      });
      yield { kind: 'error', error: { kind: 'cancelled' } };
    },
  };
}

export function says(text: string): readonly ModelEvent[] {
  return [
    { kind: 'text-delta', text },
    { kind: 'end', reason: 'complete' },
  ];
}

/** A model that answers each request with the next of its answers; the last stays. */
export function scriptedModel(...answers: readonly (readonly ModelEvent[])[]): FakeModel {
  const requests: ModelRequest[] = [];
  return {
    ...fakeModel(),
    requests,
    stream(request, signal) {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? [];
      requests.push(request);
      return fakeModel(...answer).stream(request, signal);
    },
  };
}

/** An answer that calls tools: `[call, tool, input]`. */
export function calls(
  text: string,
  ...made: readonly (readonly [call: string, tool: string, input: JsonObject])[]
): readonly ModelEvent[] {
  return [
    ...(text === '' ? [] : [{ kind: 'text-delta', text } as const]),
    ...made.map(([call, tool, input]) => ({ kind: 'tool-call', call, tool, input }) as const),
    { kind: 'end', reason: 'complete' },
  ];
}
