import * as vscode from 'vscode';
import { systemClock } from '../../core/clock.ts';
import type { Attachment } from '../../protocol/chat-entry.ts';
import type { ChatStatus } from '../../protocol/chat-state.ts';
import type { ToChat } from '../../protocol.ts';
import { runCommand } from '../commands/register-commands.ts';
import { Disposables } from '../disposables.ts';
import type { ModelCommands } from '../models/connect-model.ts';
import { modelPrice } from '../models/read-prices.ts';
import { chatPage, webviewFolder } from './chat-page.ts';
import type { ChatParts } from './chat-parts.ts';
import { ChatSession } from './chat-session.ts';
import { handleMessage, type MessageContext } from './handle-message.ts';
import { parseFromChat } from './parse-message.ts';
import { pickSession } from './pick-session.ts';
import { searchFiles } from './search-files.ts';
import { sessionMarkdown } from './session-markdown.ts';

export interface ChatHostOptions {
  /** Told whenever something changes. */
  readonly onStatus?: (status: ChatStatus) => void;
}

/** One chat in one webview, be it the view or an editor tab: messages in, updates out. */
export class ChatHost implements vscode.Disposable {
  readonly session: ChatSession;
  readonly #parts: ChatParts;
  readonly #webview: vscode.Webview;
  readonly #owned = new Disposables();
  readonly #context: MessageContext;
  /** Attached before the chat listens. */
  readonly #waiting: Attachment[] = [];
  #isReady = false;
  #isDisposed = false;

  constructor(webview: vscode.Webview, parts: ChatParts, models: ModelCommands, options: ChatHostOptions = {}) {
    this.#parts = parts;
    this.#webview = webview;
    this.session = new ChatSession({
      dreamwright: parts.dreamwright,
      author: parts.author,
      currentModel: () => models.registry.current,
      findModel: (name) => models.registry.named(name),
      searchFiles,
      tools: parts.tools,
      desk: parts.desk,
      surroundings: () => ({
        workspace: vscode.workspace.name ?? null,
        ...(parts.folder !== null && { folder: parts.folder }),
      }),
      limits: () => ({
        recallTokens: parts.readSetting('recall.budget'),
        answerTokens: parts.readSetting('chat.maxTokens'),
        steps: parts.readSetting('chat.maxSteps'),
        sessionDollars: parts.readSetting('cost.perSession'),
      }),
      gate: () => ({
        sensitivity: parts.readSetting('dream.sensitivity'),
        personalData: parts.readSetting('gate.personalData'),
      }),
      price: (model) => modelPrice(model, parts),
      start: async (action) => {
        // Not awaited: a dream takes its time, and the chat goes on meanwhile.
        void runCommand(action === 'dream' ? 'dreamwright.dreamNow' : 'dreamwright.reviewProposals');
      },
      clock: systemClock,
      onOutcome: parts.onOutcome,
      onUpdate: (update) => {
        this.#post(update);
        options.onStatus?.(this.session.state.status);
      },
    });
    this.#context = {
      session: this.session,
      models,
      desk: parts.desk,
      ready: () => {
        this.#isReady = true;
        this.#post({ kind: 'snapshot', state: this.session.state });
        for (const attachment of this.#waiting.splice(0)) this.attach(attachment);
      },
      post: (message) => this.#post(message),
      startNew: () => this.startNew({ isPrivate: false }),
      pickSession: () => this.pickSession(),
    };
    webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(parts.context.extensionUri)] };
    this.#owned.push(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#owned.push(models.registry.onDidChange(() => this.session.modelChanged()));
    this.#owned.push(vscode.workspace.onDidGrantWorkspaceTrust(() => this.session.modelChanged()));
    webview.html = chatPage(webview, parts.context.extensionUri);
  }

  startNew(options: { readonly isPrivate: boolean }): void {
    this.session.startNew(options);
    this.focusInput();
  }

  /** Lets the person choose a stored session, and shows it. */
  async pickSession(): Promise<void> {
    const store = await this.#parts.dreamwright();
    const picked = await pickSession(
      store,
      this.session.state.status.session,
      (session, title) => void this.#parts.boundary.run(() => this.#askToDelete(session, title)),
    );
    if (picked !== null) await this.session.open(picked);
    this.focusInput();
  }

  /** Deletes what is shown, after asking. */
  async deleteSession(): Promise<void> {
    const { session, title } = this.session.state.status;
    if (session === null) return this.startNew({ isPrivate: false });
    await this.#askToDelete(session, title);
  }

  /** Removes a session for good once the person agrees, with what it kept to take its edits back. */
  async #askToDelete(session: string, title: string): Promise<void> {
    const remove = 'Delete';
    const choice = await vscode.window.showWarningMessage(
      `Delete the session "${title}"?`,
      { modal: true, detail: 'Its messages are removed for good. Memories that rest on it stay and are flagged.' },
      remove,
    );
    if (choice !== remove) return;
    await (await this.#parts.dreamwright()).removeSession(session, 'deleted by the person');
    await this.#parts.checkpoints.save(session, []);
    if (this.session.state.status.session === session) this.startNew({ isPrivate: false });
  }

  /** Lets the person give the session another title. */
  async retitle(): Promise<void> {
    const title = await vscode.window.showInputBox({
      title: 'Title of this session',
      value: this.session.state.status.title,
      validateInput: (value) => (value.trim() === '' ? 'A session needs a title.' : undefined),
    });
    if (title !== undefined) await this.session.retitle(title.trim());
    this.focusInput();
  }

  /** Opens the conversation as a Markdown document that can be saved anywhere. */
  async exportMarkdown(): Promise<void> {
    const { status, entries } = this.session.state;
    const content = sessionMarkdown(status.title, entries);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  }

  attach(attachment: Attachment): void {
    if (this.#isReady) this.#post({ kind: 'attach', attachment });
    else this.#waiting.push(attachment);
  }

  /** Puts text into the composer and the cursor behind it. */
  prefill(text: string): void {
    this.#post({ kind: 'prefill', text });
    this.focusInput();
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
    else void this.#parts.boundary.run(async () => await handleMessage(message, this.#context));
  }

  /** What a webview is sent before it listens, or after it is gone, is in the next snapshot or of no use. */
  #post(message: ToChat): void {
    if (this.#isReady && !this.#isDisposed) void this.#webview.postMessage(message);
  }
}
