import type { Model, ModelEvent, ModelRequest } from '../../src/core/agent/model.ts';

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
