import * as vscode from 'vscode';
import { threadOfCall } from '../../core/agents/thread-of-call.ts';
import { showAgents } from '../agents/show-agents.ts';
import { useAgent } from '../agents/use-agent.ts';
import { Disposables } from '../disposables.ts';
import { connectModel, forgetKey, type ModelCommands, selectModel } from '../models/connect-model.ts';
import { createKeyStore } from '../models/key-store.ts';
import { ModelRegistry } from '../models/model-registry.ts';
import type { ChatHost } from './chat-host.ts';
import type { ChatParts } from './chat-parts.ts';
import { ChatTabs } from './chat-tabs.ts';
import { CHAT_VIEW, ChatView } from './chat-view.ts';
import { selectionAttachment } from './selection-attachment.ts';

/** The chat in the side bar and in editor tabs, its models and its commands. */
export function registerChat(parts: ChatParts): vscode.Disposable {
  const owned = new Disposables();
  const { context, log, boundary } = parts;
  const keys = createKeyStore(context.secrets);
  const baseUrl = () => parts.readSetting('claude.baseUrl');
  const registry = owned.push(new ModelRegistry({ keys, globalState: context.globalState, baseUrl, log }));
  const models: ModelCommands = { registry, keys, baseUrl };
  const view = new ChatView(parts, models);
  const tabs = owned.push(new ChatTabs(parts, models));
  // Kept while hidden, so that an answer goes on and nothing jumps when one comes back.
  const options = { webviewOptions: { retainContextWhenHidden: true } };
  owned.push(vscode.window.registerWebviewViewProvider(CHAT_VIEW, view, options));

  const inChat = async (act: (host: ChatHost) => void | Promise<void>) => {
    if (tabs.active === null) await vscode.commands.executeCommand(`${CHAT_VIEW}.focus`);
    const host = tabs.active ?? view.host;
    if (host !== null) await act(host);
  };
  const commands: Readonly<Record<string, () => Promise<void>>> = {
    'dreamwright.newSession': () => inChat((host) => host.startNew({ isPrivate: false })),
    'dreamwright.newPrivateSession': () => inChat((host) => host.startNew({ isPrivate: true })),
    'dreamwright.showSessions': () => inChat((host) => host.pickSession()),
    'dreamwright.deleteSession': () => inChat((host) => host.deleteSession()),
    'dreamwright.retitleSession': () => inChat((host) => host.retitle()),
    'dreamwright.exportSession': () => inChat((host) => host.exportMarkdown()),
    'dreamwright.addSelectionToChat': () => addSelection(inChat),
    'dreamwright.openChatInEditor': () => moveToEditor(view, tabs),
    'dreamwright.setGoal': () => inChat((host) => host.prefill('/goal ')),
    'dreamwright.showAgents': () => showAgents(parts.desk.threads, (session) => tabs.open(session)),
    'dreamwright.useAgent': () => inChat((host) => useAgent(parts.desk, host)),
    'dreamwright.connectModel': () => connectModel(models),
    'dreamwright.selectModel': () => selectModel(models),
    'dreamwright.forgetKey': () => forgetKey(models),
  };
  const openThread = async (parent: string, call: string): Promise<void> => {
    const thread = parts.desk.threads.list().find((candidate) => candidate.call === call);
    const session = thread?.session ?? (await findThread(parts, parent, call));
    if (session !== undefined) return await tabs.open(session);
    void vscode.window.showInformationMessage('What this agent did was not stored.');
  };
  owned.push(
    vscode.commands.registerCommand('dreamwright.openAgentThread', (parent: string, call: string) =>
      boundary.run(() => openThread(parent, call)),
    ),
  );
  for (const [id, run] of Object.entries(commands)) {
    owned.push(vscode.commands.registerCommand(id, () => boundary.run(run)));
  }
  void boundary.runQuietly(() => registry.refresh());
  return owned;
}

/** The stored session of an agent that the call began, before this window was opened. */
async function findThread({ dreamwright }: ChatParts, parent: string, call: string): Promise<string | undefined> {
  const store = await dreamwright();
  const [events, sessions] = await Promise.all([store.transcript(parent), store.sessions()]);
  const event = events.find((candidate) => candidate.type === 'tool_call' && candidate.call === call);
  return event?.type === 'tool_call' ? threadOfCall(event, sessions) : undefined;
}

async function addSelection(inChat: (act: (host: ChatHost) => void) => Promise<void>): Promise<void> {
  // Before the chat takes the focus, and with it the place of the active editor.
  const attachment = selectionAttachment();
  if (attachment === null) {
    void vscode.window.showInformationMessage('Open a file and select what the chat should see.');
    return;
  }
  await inChat((host) => host.attach(attachment));
}

/** A session is shown in one place at a time, so the side bar begins a new one. */
async function moveToEditor(view: ChatView, tabs: ChatTabs): Promise<void> {
  const shown = view.host?.session;
  if (shown?.isBusy) {
    void vscode.window.showInformationMessage('Wait for the answer or stop it, then open the chat in an editor.');
    return;
  }
  await tabs.open(shown?.state.status.session ?? null);
  shown?.startNew({ isPrivate: false });
}
