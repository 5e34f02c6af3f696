import type * as vscode from 'vscode';
import type { ModelCommands } from '../models/connect-model.ts';
import { ChatHost } from './chat-host.ts';
import type { ChatParts } from './chat-parts.ts';
import { parseKeptSession } from './parse-message.ts';

export const CHAT_VIEW = 'dreamwright.chat';

/** The chat in the side bar. */
export class ChatView implements vscode.WebviewViewProvider {
  readonly #parts: ChatParts;
  readonly #models: ModelCommands;
  #host: ChatHost | null = null;

  constructor(parts: ChatParts, models: ModelCommands) {
    this.#parts = parts;
    this.#models = models;
  }

  /** Null while the view was never shown. */
  get host(): ChatHost | null {
    return this.#host;
  }

  async resolveWebviewView(view: vscode.WebviewView, context: vscode.WebviewViewResolveContext): Promise<void> {
    const session = this.#host?.session.state.status.session ?? parseKeptSession(context.state);
    const host = new ChatHost(view.webview, this.#parts, this.#models);
    this.#host = host;
    view.onDidDispose(() => host.dispose());
    if (session !== null) await this.#parts.boundary.runQuietly(async () => void (await host.session.open(session)));
  }
}
