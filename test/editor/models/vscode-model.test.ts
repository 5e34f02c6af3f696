import { describe, expect, test } from 'vitest';
import type { ModelMessage } from '../../../src/core/agent/model.ts';
import { type EditorModel, type EditorModelPart, vscodeModel } from '../../../src/editor/models/vscode-model.ts';
import { ANSWERED, describeModel, errorOf, listen, type Scenario } from '../../models/model-conformance.ts';

function editorModel(send: EditorModel['send']): EditorModel {
  return { id: 'vendor/model', name: 'A model', maxInputTokens: 64_000, send };
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
  'is-unreachable': 'Unknown',
};

describeModel("A model of VS Code's", async (scenario) =>
  vscodeModel(
    editorModel(async (_messages, _tools, signal) => {
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
      editorModel(async (messages, _tools, signal) => {
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

  test('is offered the tools', async () => {
    const offered: string[] = [];
    const model = vscodeModel(
      editorModel(async (_messages, tools, signal) => {
        offered.push(...tools.map(({ name }) => name));
        return play({ kind: 'says', pieces: [] }, signal);
      }),
    );
    await listen(model, ANSWERED);
    expect(offered).toEqual(['read_file']);
  });

  test('that is gone rejects the request', async () => {
    const model = vscodeModel(editorModel(() => Promise.reject(languageModelError('NotFound'))));
    expect(errorOf(await listen(model))).toBe('rejected');
  });
});
