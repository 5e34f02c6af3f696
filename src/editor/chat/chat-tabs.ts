import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import type { ModelCommands } from '../models/connect-model.ts';
import { ChatHost } from './chat-host.ts';
import { webviewFolder } from './chat-page.ts';
import type { ChatParts } from './chat-parts.ts';
import { parseKeptSession } from './parse-message.ts';

const CHAT_TAB = 'dreamwright.chatEditor';
const TITLE_LIMIT = 30;

/** Chats as editor tabs, restored after a reload of the window. */
export class ChatTabs implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #parts: ChatParts;
  readonly #models: ModelCommands;
  readonly #owned = new Disposables();
  readonly #hosts = new Map<vscode.WebviewPanel, ChatHost>();

  constructor(parts: ChatParts, models: ModelCommands) {
    this.#parts = parts;
    this.#models = models;
    this.#owned.push(vscode.window.registerWebviewPanelSerializer(CHAT_TAB, this));
  }

  /** The chat of the tab in front, if one is. */
  get active(): ChatHost | null {
    for (const [panel, host] of this.#hosts) if (panel.active) return host;
    return null;
  }

  /** Opens a tab that shows `session`, or a new one for null. */
  async open(session: string | null): Promise<void> {
    const panel = vscode.window.createWebviewPanel(CHAT_TAB, 'Chat', vscode.ViewColumn.Active, {
      enableScripts: true,
      // What is typed and where one has scrolled to would be gone each time the tab is covered.
      retainContextWhenHidden: true,
      localResourceRoots: [webviewFolder(this.#parts.context.extensionUri)],
    });
    await this.#show(panel, session);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.#show(panel, parseKeptSession(state));
  }

  dispose(): void {
    this.#owned.dispose();
    // The tabs stay: the editor restores them when the extension starts again.
    for (const host of this.#hosts.values()) host.dispose();
  }

  async #show(panel: vscode.WebviewPanel, session: string | null): Promise<void> {
    const host = new ChatHost(panel.webview, this.#parts, this.#models, {
      onStatus: ({ title }) => {
        panel.title = title.length > TITLE_LIMIT ? `${title.slice(0, TITLE_LIMIT)}…` : title;
      },
    });
    panel.iconPath = new vscode.ThemeIcon('dreamwright-moon');
    this.#hosts.set(panel, host);
    panel.onDidDispose(() => {
      this.#hosts.delete(panel);
      host.dispose();
    });
    if (session !== null) await this.#parts.boundary.runQuietly(async () => void (await host.session.open(session)));
  }
}
