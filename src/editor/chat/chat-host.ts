import * as vscode from 'vscode';
import { assertNever } from '../../core/assert-never.ts';
import { systemClock } from '../../core/clock.ts';
import type { FromChat, ToChat } from '../../protocol.ts';
import { runCommand } from '../commands/register-commands.ts';
import { Disposables } from '../disposables.ts';
import { connectModel, type ModelCommands, selectModel } from '../models/connect-model.ts';
import { chatPage, webviewFolder } from './chat-page.ts';
import type { ChatParts } from './chat-parts.ts';
import { ChatSession } from './chat-session.ts';
import { insertCode } from './insert-code.ts';
import { openLink } from './open-link.ts';
import { parseFromChat } from './parse-message.ts';
import { confirmDelete, pickSession } from './pick-session.ts';
import { searchFiles } from './search-files.ts';

export interface ChatHostOptions {
  /** Told of the session's title whenever something changes. */
  readonly onTitle?: (title: string) => void;
}

/** One chat in one webview, be it the view or an editor tab: messages in, updates out. */
export class ChatHost implements vscode.Disposable {
  readonly session: ChatSession;
  readonly #parts: ChatParts;
  readonly #models: ModelCommands;
  readonly #webview: vscode.Webview;
  readonly #owned = new Disposables();
  #isReady = false;
  #isDisposed = false;

  constructor(webview: vscode.Webview, parts: ChatParts, models: ModelCommands, options: ChatHostOptions = {}) {
    this.#parts = parts;
    this.#models = models;
    this.#webview = webview;
    this.session = new ChatSession({
      dreamwright: parts.dreamwright,
      author: parts.author,
      currentModel: () => models.registry.current,
      searchFiles,
      surroundings: () => ({ workspace: vscode.workspace.name ?? null }),
      limits: () => ({
        recallTokens: parts.readSetting('recall.budget'),
        answerTokens: parts.readSetting('chat.maxTokens'),
      }),
      start: async (action) => {
        // Not awaited: a dream takes its time, and the chat goes on meanwhile.
        void runCommand(action === 'dream' ? 'dreamwright.dreamNow' : 'dreamwright.reviewProposals');
      },
      clock: systemClock,
      onUpdate: (update) => {
        this.#post(update);
        options.onTitle?.(this.session.state.status.title);
      },
    });
    webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(parts.context.extensionUri)] };
    this.#owned.push(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#owned.push(models.registry.onDidChange(() => this.session.modelChanged()));
    webview.html = chatPage(webview, parts.context.extensionUri);
  }

  startNew(options: { readonly isPrivate: boolean }): void {
    this.session.startNew(options);
    this.focusInput();
  }

  /** Lets the person choose a stored session, and shows it. */
  async pickSession(): Promise<void> {
    const store = await this.#parts.dreamwright();
    const picked = await pickSession(store, this.session.state.status.session);
    if (picked !== null) await this.session.open(picked);
    this.focusInput();
  }

  /** Deletes what is shown, after asking. */
  async deleteSession(): Promise<void> {
    const { session, title } = this.session.state.status;
    if (session === null) return this.startNew({ isPrivate: false });
    const store = await this.#parts.dreamwright();
    if (await confirmDelete(store, session, title)) this.startNew({ isPrivate: false });
  }

  focusInput(): void {
    this.#post({ kind: 'focus-input' });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.session.stop();
    this.#owned.dispose();
  }

  #receive(value: unknown): void {
    const message = parseFromChat(value);
    if (message === null) this.#parts.log.warn('The chat sent a message that is not in the protocol; it was ignored.');
    else void this.#parts.boundary.run(async () => await this.#handle(message));
  }

  async #handle(message: FromChat): Promise<void> {
    const { session } = this;
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        this.#post({ kind: 'snapshot', state: session.state });
        return;
      case 'send':
        if (!(await session.send(message.text))) this.#post({ kind: 'prefill', text: message.text });
        return;
      case 'stop':
        return session.stop();
      case 'retry':
        return session.retry();
      case 'new-session':
        return this.startNew({ isPrivate: false });
      case 'pick-session':
        return this.pickSession();
      case 'pick-model':
        return selectModel(this.#models);
      case 'connect-model':
        return connectModel(this.#models);
      case 'set-memory':
        return session.setMemory(message.isOn);
      case 'give-feedback':
        return session.giveFeedback(message.entry, message.feedback);
      case 'copy':
        return await vscode.env.clipboard.writeText(message.text);
      case 'insert':
        return insertCode(message.text);
      case 'open-memory':
        return runCommand('dreamwright.openMemory', message.memory);
      case 'open-link':
        return openLink(message.target);
      case 'import-sessions':
        return runCommand('dreamwright.importSessions');
      default:
        return assertNever(message);
    }
  }

  /** What a webview is sent before it listens, or after it is gone, is in the next snapshot or of no use. */
  #post(message: ToChat): void {
    if (this.#isReady && !this.#isDisposed) void this.#webview.postMessage(message);
  }
}
