import { describe, expect, test } from 'vitest';
import { vscodeDreamModel } from '../../../src/editor/models/vscode-dream-model.ts';
import type { EditorModelPart } from '../../../src/editor/models/vscode-model.ts';
import { describeEngine, type Reply } from '../../models/engine-conformance.ts';

const CODES = { overloaded: 'Blocked', disconnected: 'Unknown', 'refused-key': 'NoPermissions' } as const;

async function* said(reply: Reply | undefined): AsyncGenerator<EditorModelPart> {
  for await (const text of textsOf(reply)) yield { kind: 'text', text };
}

async function* textsOf(reply: Reply | undefined): AsyncGenerator<string> {
  if (reply === undefined) return;
  if ('says' in reply) yield reply.says;
  // Such a model has no word for it: it says so in plain text.
  else if ('refuses' in reply) yield 'I can not help with that.';
  else {
    yield '{"ed';
    throw new Error('scripted break');
  }
}

describeEngine("A model of VS Code's", 'vscode', async (replies) => {
  const prompts: string[] = [];
  const model = vscodeDreamModel({
    id: 'vendor/model',
    name: 'A model',
    maxInputTokens: 64_000,
    seesImages: false,
    count: async (text) => text.length / 4,
    send: async ({ messages }) => {
      const reply = replies[Math.min(prompts.length, replies.length - 1)];
      prompts.push(messages.map(({ text }) => text).join('\n'));
      if (reply !== undefined && 'fails' in reply && reply.fails !== 'disconnected') {
        throw Object.assign(new Error('scripted'), { code: CODES[reply.fails] });
      }
      return said(reply);
    },
  });
  return { model: { ...model, retryPauseMilliseconds: 1 }, prompts: () => prompts };
});

describe('the tokens of what a dream would send', () => {
  const request = { system: 'Write edits.', messages: [{ role: 'user', text: 'digests' }], maxTokens: 500 } as const;
  const modelThatCounts = (count: () => Promise<number>) =>
    vscodeDreamModel({
      ...{ id: 'vendor/model', name: 'A model', maxInputTokens: 64_000, seesImages: false, count },
      send: async () => said(undefined),
    });

  test('are counted by the model', async () => {
    expect(await modelThatCounts(async () => 41.5).countTokens(request, new AbortController().signal)).toBe(42);
  });

  test('are estimated where it can’t count', async () => {
    const failing = modelThatCounts(() => Promise.reject(new Error('scripted')));
    expect(await failing.countTokens(request, new AbortController().signal)).toBeNull();
  });
});
