import * as vscode from 'vscode';
import type { ClaudeModelInfo, ClaudeModels } from '../../models/claude.ts';
import type { KeyStore } from './key-store.ts';
import { modelErrorLine } from './model-error-line.ts';
import type { ModelRegistry } from './model-registry.ts';
import { pickModel } from './pick-model.ts';

const ANTHROPIC_URL = 'https://api.anthropic.com';
const LOCAL_URL = 'http://127.0.0.1:8080';
/** Local servers ask for no key, and the client must send one. */
const NO_KEY = 'none';

export interface ModelCommands {
  readonly registry: ModelRegistry;
  readonly keys: KeyStore;
  readonly baseUrl: () => string;
}

/** Asks how to connect: a Claude key, a model of VS Code, or a server on this machine. */
export async function connectModel(parts: ModelCommands): Promise<void> {
  const ways = [
    {
      label: '$(key) Claude',
      detail: `With a key of your own, for ${parts.baseUrl()}. The key is kept in the secret storage.`,
      start: () => connectClaude(parts),
    },
    {
      label: '$(vscode) A model in VS Code',
      detail: 'One that another extension provides, such as GitHub Copilot.',
      start: () => connectVscode(parts),
    },
    {
      label: '$(server) A server of your own',
      detail: 'On this machine or in your network, speaking the Messages API.',
      start: () => connectServer(parts),
    },
  ];
  const way = await vscode.window.showQuickPick(ways, {
    title: 'Connect a model',
    placeHolder: 'Where answers come from',
  });
  await way?.start();
}

async function connectClaude(parts: ModelCommands): Promise<void> {
  const baseUrl = parts.baseUrl();
  const isAnthropic = baseUrl === ANTHROPIC_URL;
  const key = await vscode.window.showInputBox({
    title: isAnthropic ? 'Claude key' : `Key for ${baseUrl}`,
    prompt: 'Kept in the secret storage, sent only to this server.',
    placeHolder: isAnthropic ? 'sk-ant-…' : '',
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined || key.trim() === '') return;
  await tryConnection(parts, baseUrl, key.trim());
}

async function connectServer(parts: ModelCommands): Promise<void> {
  const current = parts.baseUrl();
  const address = await vscode.window.showInputBox({
    title: 'Address of the server',
    prompt: 'Saved in your user settings as dreamwright.claude.baseUrl.',
    value: current === ANTHROPIC_URL ? LOCAL_URL : current,
    validateInput: (value) => (isWebAddress(value.trim()) ? undefined : 'An address such as http://127.0.0.1:8080'),
    ignoreFocusOut: true,
  });
  if (address === undefined) return;
  const key = await vscode.window.showInputBox({
    title: `Key for ${address.trim()}`,
    prompt: 'Leave empty when the server asks for none.',
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await tryConnection(parts, address.trim(), key.trim() === '' ? NO_KEY : key.trim());
}

async function tryConnection(parts: ModelCommands, baseUrl: string, key: string): Promise<void> {
  const found = await listing(`Asking ${baseUrl} for its models`, (signal) =>
    parts.registry.tryKey(baseUrl, key, signal),
  );
  if (found.kind === 'failed') {
    if (found.error.kind === 'cancelled') return;
    const again = 'Try Again';
    const choice = await vscode.window.showErrorMessage(modelErrorLine(found.error, baseUrl), again);
    if (choice === again) await connectModel(parts);
    return;
  }
  await parts.keys.save(baseUrl, key);
  if (baseUrl !== parts.baseUrl()) {
    const settings = vscode.workspace.getConfiguration('dreamwright');
    await settings.update('claude.baseUrl', baseUrl, vscode.ConfigurationTarget.Global);
  }
  await chooseClaude(parts, found.models);
}

async function chooseClaude(parts: ModelCommands, models: readonly ClaudeModelInfo[]): Promise<void> {
  const chosen = await pickModel(models, []);
  const first = models[0];
  if (chosen !== undefined) await parts.registry.choose(chosen);
  else if (parts.registry.current === null && first !== undefined) await parts.registry.choose(first);
}

async function connectVscode(parts: ModelCommands): Promise<void> {
  const chats = await vscode.lm.selectChatModels();
  if (chats.length === 0) {
    void vscode.window.showInformationMessage(
      'VS Code has no language model yet. Install or sign in to an extension that provides one, then connect again.',
    );
    return;
  }
  const chosen = await pickModel([], chats);
  if (chosen !== undefined) await parts.registry.choose(chosen);
}

/** Shows every model that can answer now. */
export async function selectModel(parts: ModelCommands): Promise<void> {
  const claude = await listing('Asking for models', (signal) => parts.registry.claudeModels(signal));
  const chats = await vscode.lm.selectChatModels();
  if (claude?.kind === 'failed') void vscode.window.showWarningMessage(modelErrorLine(claude.error, parts.baseUrl()));
  const models = claude?.kind === 'listed' ? claude.models : [];
  if (models.length + chats.length === 0) {
    if (claude === null) await connectModel(parts);
    return;
  }
  const chosen = await pickModel(models, chats, parts.registry.current?.id);
  if (chosen !== undefined) await parts.registry.choose(chosen);
}

export async function forgetKey(parts: ModelCommands): Promise<void> {
  const baseUrl = parts.baseUrl();
  if ((await parts.keys.read(baseUrl)) === undefined) {
    void vscode.window.showInformationMessage(`No key is kept for ${baseUrl}.`);
    return;
  }
  await parts.keys.forget(baseUrl);
  await parts.registry.refresh();
  void vscode.window.showInformationMessage(`The key for ${baseUrl} is forgotten.`);
}

async function listing<T extends ClaudeModels | null>(
  title: string,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return ask(controller.signal);
  });
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
}
