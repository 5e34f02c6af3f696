import * as vscode from 'vscode';
import type { ClaudeModelInfo } from '../../models/claude.ts';

type Pickable = ClaudeModelInfo | vscode.LanguageModelChat;

interface ModelItem extends vscode.QuickPickItem {
  readonly model?: Pickable;
}

export async function pickModel(
  claude: readonly ClaudeModelInfo[],
  chats: readonly vscode.LanguageModelChat[],
  currentId?: string,
): Promise<Pickable | undefined> {
  const items: readonly ModelItem[] = [
    ...group(
      'Claude',
      claude.map((model) => item(model, model.name, model.id, model.contextTokens, `claude:${model.id}` === currentId)),
    ),
    ...group(
      'VS Code',
      chats.map((chat) => item(chat, chat.name, chat.vendor, chat.maxInputTokens, `vscode:${chat.id}` === currentId)),
    ),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Model',
    placeHolder: 'Which model answers',
    matchOnDescription: true,
  });
  return picked?.model;
}

function group(label: string, items: readonly ModelItem[]): readonly ModelItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function item(
  model: Pickable,
  name: string,
  description: string,
  contextTokens: number | null,
  isCurrent: boolean,
): ModelItem {
  const room = contextTokens === null ? '' : ` · ${Math.round(contextTokens / 1000)}k tokens`;
  return { label: isCurrent ? `$(check) ${name}` : name, description: `${description}${room}`, model };
}
