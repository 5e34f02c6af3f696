import { describe, expect, test } from 'vitest';
import type { ModelMessage } from '../../../src/core/agent/model.ts';
import { type EditorModel, type EditorModelPart, vscodeModel } from '../../../src/editor/models/vscode-model.ts';
import { ANSWERED, describeModel, errorOf, listen, type Scenario } from '../../models/model-conformance.ts';

function editorModel(send: EditorModel['send'], change: Partial<EditorModel> = {}): EditorModel {
  const count: EditorModel['count'] = async (text) => text.split(/\s+/u).length;
  return { id: 'vendor/model', name: 'A model', maxInputTokens: 64_000, seesImages: true, send, count, ...change };
}

function languageModelError(code: string): Error {
  return Object.assign(new Error(`scripted ${code}`), { code });
}

async function* play(scenario: Scenario, signal: AbortSignal): AsyncGenerator<EditorModelPart> {
  if ('pieces' in scenario) yield* scenario.pieces.map((text) => ({ kind: 'text', text }) as const);
  if (scenario.kind === 'calls') {
    for (const { input, ...call } of scenario.calls) {
      yield { kind: 'call', ...call, input: typeof input === 'string' ? JSON.parse(input) : input };
    }
  }
  if (scenario.kind === 'breaks-off-after') throw new Error('scripted break');
  if (scenario.kind === 'falls-silent-after') {
    await new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('Canceled')));
    });
  }
}

const CODES: Partial<Record<Scenario['kind'], string>> = {
  'refuses-the-key': 'NoPermissions',
  'is-too-busy': 'Blocked',
};

describeModel("A model of VS Code's", async (scenario) =>
  vscodeModel(
    editorModel(async (_request, signal) => {
      if (scenario.kind === 'is-unreachable') throw new Error('getaddrinfo ENOTFOUND models.example');
      const code = CODES[scenario.kind];
      if (code !== undefined) throw languageModelError(code);
      return play(scenario, signal);
    }),
  ),
);

describe("a model of VS Code's", () => {
  test('hears the system prompt first', async () => {
    const heard: (readonly ModelMessage[])[] = [];
    const model = vscodeModel(
      editorModel(async ({ messages }, signal) => {
        heard.push(messages);
        return play({ kind: 'says', pieces: [] }, signal);
      }),
    );
    await listen(model);
    expect(heard[0]?.map(({ role, text }) => `${role}: ${text}`)).toEqual([
      'user: Answer in one word.',
      'user: one?',
      'assistant: one',
      'user: two?',
    ]);
  });

  test('is offered the tools, and told how long its answer may be', async () => {
    const offered: string[] = [];
    const model = vscodeModel(
      editorModel(async ({ tools, maxTokens }, signal) => {
        offered.push(...tools.map(({ name }) => name), `${maxTokens} tokens`);
        return play({ kind: 'says', pieces: [] }, signal);
      }),
    );
    await listen(model, ANSWERED);
    expect(offered).toEqual(['read_file', '100 tokens']);
  });

  test('that is gone rejects the request', async () => {
    const model = vscodeModel(editorModel(() => Promise.reject(languageModelError('NotFound'))));
    expect(errorOf(await listen(model))).toBe('rejected');
  });

  test.each(['Message exceeds token limit.', 'Cannot have more than 128 tools per request.'])(
    'that turns down a request (%s) is not taken for out of reach',
    async (message) => {
      const model = vscodeModel(editorModel(() => Promise.reject(new Error(message))));
      expect(errorOf(await listen(model))).toBe('rejected');
    },
  );

  test('answers also where it can not count', async () => {
    const play_: EditorModel['send'] = async (_request, signal) => play({ kind: 'says', pieces: ['ok'] }, signal);
    const model = vscodeModel(editorModel(play_, { count: () => Promise.reject(new Error('no tokenizer')) }));
    expect((await listen(model)).map(({ kind }) => kind)).toEqual(['text-delta', 'end']);
  });
});
