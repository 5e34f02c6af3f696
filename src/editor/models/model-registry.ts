import * as vscode from 'vscode';
import type { Model } from '../../core/agent/model.ts';
import type { ClaudeModelInfo, ClaudeModels } from '../../models/claude.ts';
import type { ClaudeConnection } from '../../models/claude-client.ts';
import { Disposables } from '../disposables.ts';
import { editorModel } from './editor-model.ts';
import type { KeyStore } from './key-store.ts';
import { parseChoice } from './model-choice.ts';
import { vscodeModel } from './vscode-model.ts';

/** Where the chosen model is kept. */
export const CHOICE_KEY = 'dreamwright.model';

const LIST_TIMEOUT_MS = 15_000;

export interface ModelRegistryParts {
  readonly keys: KeyStore;
  /** Of this person, not of the workspace: a workspace must not choose where messages go. */
  readonly globalState: vscode.Memento;
  readonly baseUrl: () => string;
  readonly log: vscode.LogOutputChannel;
}

/** Knows which models there are and which one answers. Asks no server until a person does. */
export class ModelRegistry implements vscode.Disposable {
  readonly #parts: ModelRegistryParts;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.push(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  #current: Model | null = null;

  constructor(parts: ModelRegistryParts) {
    this.#parts = parts;
    this.#owned.push(vscode.lm.onDidChangeChatModels(() => void this.refresh()));
    this.#owned.push(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('dreamwright.claude.baseUrl')) void this.refresh();
      }),
    );
  }

  /** Null while none is connected. */
  get current(): Model | null {
    return this.#current;
  }

  /** Looks up the chosen model again, after the key, the address or the editor's models have changed. */
  async refresh(): Promise<void> {
    this.#current = await this.#chosenModel();
    this.#changed.fire();
  }

  async choose(choice: ClaudeModelInfo | vscode.LanguageModelChat | null): Promise<void> {
    await this.#parts.globalState.update(CHOICE_KEY, choice === null ? undefined : keptChoice(choice));
    await this.refresh();
  }

  /** Null without a key. */
  async claudeModels(signal: AbortSignal): Promise<ClaudeModels | null> {
    const connection = await this.#connection();
    return connection === null ? null : (await loadClaude()).listClaudeModels(connection, signal);
  }

  async tryKey(baseUrl: string, apiKey: string, signal: AbortSignal): Promise<ClaudeModels> {
    return (await loadClaude()).listClaudeModels({ baseUrl, apiKey, log: this.#log }, signal);
  }

  /** The newest model of the provider that answers now whose name holds the text: `sonnet`, `claude-haiku-5-5`. */
  async named(text: string): Promise<Model | null> {
    const choice = parseChoice(this.#parts.globalState.get(CHOICE_KEY));
    const isNamed = (name: string): boolean => name.toLowerCase().includes(text.toLowerCase());
    if (choice?.provider === 'vscode') {
      const chats = await vscode.lm.selectChatModels();
      const chat = chats.find(({ id, name, family }) => isNamed(id) || isNamed(name) || isNamed(family));
      return chat === undefined ? null : vscodeModel(editorModel(chat));
    }
    const connection = await this.#connection();
    if (connection === null) return null;
    const { claudeModel, listClaudeModels } = await loadClaude();
    const listed = await listClaudeModels(connection, AbortSignal.timeout(LIST_TIMEOUT_MS));
    const info =
      listed.kind === 'listed' ? listed.models.find(({ id, name }) => isNamed(id) || isNamed(name)) : undefined;
    return info === undefined ? null : claudeModel(connection, info);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #chosenModel(): Promise<Model | null> {
    const choice = parseChoice(this.#parts.globalState.get(CHOICE_KEY));
    if (choice === null) return null;
    if (choice.provider === 'vscode') {
      const [chat] = await vscode.lm.selectChatModels({ id: choice.id });
      return chat === undefined ? null : vscodeModel(editorModel(chat));
    }
    const connection = await this.#connection();
    return connection === null ? null : (await loadClaude()).claudeModel(connection, choice.info);
  }

  async #connection(): Promise<ClaudeConnection | null> {
    const baseUrl = this.#parts.baseUrl();
    if (!URL.canParse(baseUrl)) return null;
    const apiKey = await this.#parts.keys.read(baseUrl);
    return apiKey === undefined ? null : { baseUrl, apiKey, log: this.#log };
  }

  readonly #log = (line: string): void => this.#parts.log.warn(line);
}

/** Loaded when it is first needed: the SDK takes longer to load than the rest of the extension. */
function loadClaude(): Promise<typeof import('../../models/claude.ts')> {
  return import('../../models/claude.ts');
}

function keptChoice(choice: ClaudeModelInfo | vscode.LanguageModelChat): unknown {
  return 'sendRequest' in choice ? { provider: 'vscode', id: choice.id } : { provider: 'claude', info: choice };
}
