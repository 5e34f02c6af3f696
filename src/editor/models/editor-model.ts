import * as vscode from 'vscode';
import type { EditorModel } from './vscode-model.ts';

/** A model of VS Code's behind the narrow port. */
export function editorModel(chat: vscode.LanguageModelChat): EditorModel {
  const { id, name, maxInputTokens } = chat;
  return {
    id,
    name,
    maxInputTokens,
    send: async (messages, signal) => {
      const cancellation = new vscode.CancellationTokenSource();
      signal.addEventListener('abort', () => cancellation.cancel(), { once: true });
      const said = messages.map(({ role, text }) =>
        role === 'user' ? vscode.LanguageModelChatMessage.User(text) : vscode.LanguageModelChatMessage.Assistant(text),
      );
      const response = await chat.sendRequest(said, {}, cancellation.token);
      return response.text;
    },
  };
}
