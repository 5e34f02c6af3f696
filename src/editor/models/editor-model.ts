import * as vscode from 'vscode';
import type { ModelMessage, ModelTool } from '../../core/agent/model.ts';
import type { EditorModel, EditorModelPart } from './vscode-model.ts';

/** A model of VS Code's behind the narrow port. */
export function editorModel(chat: vscode.LanguageModelChat): EditorModel {
  const { id, name, maxInputTokens } = chat;
  return {
    id,
    name,
    maxInputTokens,
    seesImages: seesImages(chat),
    send: async ({ messages, tools, maxTokens }, signal) => {
      const options = {
        // By the name that providers know it by; one that does not ignores it.
        modelOptions: { max_tokens: maxTokens },
        ...(tools.length > 0 && { tools: tools.map(chatTool) }),
      };
      const response = await chat.sendRequest(messages.map(chatMessage), options, tokenOf(signal));
      return parts(response.stream);
    },
    count: async (text, signal) => await chat.countTokens(text, tokenOf(signal)),
  };
}

function tokenOf(signal: AbortSignal): vscode.CancellationToken {
  const cancellation = new vscode.CancellationTokenSource();
  if (signal.aborted) cancellation.cancel();
  signal.addEventListener('abort', () => cancellation.cancel(), { once: true });
  return cancellation.token;
}

/** The editor tells it of each model; its typings leave it out still. */
function seesImages(chat: vscode.LanguageModelChat): boolean {
  const capabilities: unknown = Reflect.get(chat, 'capabilities');
  return (
    typeof capabilities === 'object' &&
    capabilities !== null &&
    Reflect.get(capabilities, 'supportsImageToText') === true
  );
}

function chatTool({ name, description, inputSchema }: ModelTool): vscode.LanguageModelChatTool {
  return { name, description, inputSchema };
}

function chatMessage(message: ModelMessage): vscode.LanguageModelChatMessage {
  const { role, text, calls = [], results = [], images = [] } = message;
  const spoken = text === '' && calls.length + results.length + images.length > 0 ? [] : [text];
  const texts = spoken.map((piece) => new vscode.LanguageModelTextPart(piece));
  if (role === 'assistant') {
    return vscode.LanguageModelChatMessage.Assistant([
      ...texts,
      ...calls.map(({ call, tool, input }) => new vscode.LanguageModelToolCallPart(call, tool, input)),
    ]);
  }
  return vscode.LanguageModelChatMessage.User([
    ...results.map(
      (result) => new vscode.LanguageModelToolResultPart(result.call, [new vscode.LanguageModelTextPart(result.text)]),
    ),
    ...images.map(({ mediaType, base64 }) =>
      vscode.LanguageModelDataPart.image(Buffer.from(base64, 'base64'), mediaType),
    ),
    ...texts,
  ]);
}

async function* parts(stream: AsyncIterable<unknown>): AsyncGenerator<EditorModelPart, void> {
  for await (const part of stream) {
    if (part instanceof vscode.LanguageModelTextPart) yield { kind: 'text', text: part.value };
    if (part instanceof vscode.LanguageModelToolCallPart) {
      yield { kind: 'call', call: part.callId, tool: part.name, input: part.input };
    }
  }
}
