import { describe, expect, it } from 'vitest';
import { type ModelCall, notedModel } from '../../src/core/agent/noted-model.ts';
import { collect } from '../../src/core/collect.ts';
import { fakeModel, says } from './fake-model.ts';

const REQUEST = { system: 'Be brief.', messages: [{ role: 'user', text: 'Hello' }], maxTokens: 100 } as const;

describe('a call of a model', () => {
  it('is noted with its size and its end, and without a word of it', async () => {
    const calls: ModelCall[] = [];
    const usage = { kind: 'usage', inputTokens: 12, outputTokens: 3 } as const;
    const model = notedModel(fakeModel(usage, ...says('Hi.')), 'chat', (call) => calls.push(call));
    const events = await collect(model.stream(REQUEST, new AbortController().signal));
    expect(events).toEqual([usage, ...says('Hi.')]);
    expect(calls).toEqual([
      { model: 'fake:model', purpose: 'chat', sentCharacters: 14, inputTokens: 12, outputTokens: 3, end: 'complete' },
    ]);
  });

  it('is noted when it breaks and when it is given up', async () => {
    const calls: ModelCall[] = [];
    const note = (call: ModelCall) => calls.push(call);
    const broken = fakeModel({ kind: 'error', error: { kind: 'unreachable', detail: 'no network' } });
    await collect(notedModel(broken, 'dream', note).stream(REQUEST, new AbortController().signal));
    for await (const event of notedModel(fakeModel(...says('Hi.')), 'chat', note).stream(
      REQUEST,
      new AbortController().signal,
    )) {
      if (event.kind === 'text-delta') break;
    }
    expect(calls.map(({ end }) => end)).toEqual(['error', 'stopped']);
  });
});
