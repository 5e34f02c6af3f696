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
    send: async (messages, tools, signal) => {
      const cancellation = new vscode.CancellationTokenSource();
      signal.addEventListener('abort', () => cancellation.cancel(), { once: true });
      const options = tools.length === 0 ? {} : { tools: tools.map(chatTool) };
      const response = await chat.sendRequest(messages.map(chatMessage), options, cancellation.token);
      return parts(response.stream);
    },
  };
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
