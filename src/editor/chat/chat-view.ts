import type * as vscode from 'vscode';
import type { ChatStatus } from '../../protocol/chat-state.ts';
import type { ModelCommands } from '../models/connect-model.ts';
import { ChatHost } from './chat-host.ts';
import type { ChatParts } from './chat-parts.ts';
import { parseKeptSession } from './parse-message.ts';

export const CHAT_VIEW = 'dreamwright.chat';
const SHOWN_SESSION = 'dreamwright.shownSession';

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
    const session =
      this.#host?.session.state.status.session ?? parseKeptSession(context.state) ?? this.#sessionBefore();
    const host = new ChatHost(view.webview, this.#parts, this.#models, { onStatus: (status) => this.#keep(status) });
    this.#host = host;
    view.onDidDispose(() => host.dispose());
    if (session !== null) await this.#parts.boundary.runQuietly(async () => void (await host.session.open(session)));
  }
  // What a webview keeps is saved when its window closes in good order. A window that was ended, or reloaded in a
  // browser, is found again by this.
  #sessionBefore(): string | null {
    return this.#parts.context.workspaceState.get<string | null>(SHOWN_SESSION, null);
  }

  #keep({ session, isPrivate }: ChatStatus): void {
    const shown = isPrivate ? null : session;
    const { workspaceState } = this.#parts.context;
    if (workspaceState.get<string | null>(SHOWN_SESSION, null) !== shown) {
      void workspaceState.update(SHOWN_SESSION, shown);
    }
  }
}
