import * as vscode from 'vscode';
import { systemClock } from './core/clock.ts';
import { agentCommands } from './editor/agent/agent-commands.ts';
import { createCheckpointStore } from './editor/agent/checkpoint-store.ts';
import { CommandTerminals } from './editor/agent/command-terminals.ts';
import { createChatTools } from './editor/agent/create-chat-tools.ts';
import { EditReview } from './editor/agent/edit-review.ts';
import { createKeptPermissions } from './editor/agent/kept-permissions.ts';
import { AGREED_AGENTS } from './editor/agents/agree-to-agent.ts';
import { createAgentDesk } from './editor/agents/create-agent-desk.ts';
import { registerChat } from './editor/chat/register-chat.ts';
import { createErrorBoundary } from './editor/commands/error-boundary.ts';
import { registerCommands } from './editor/commands/register-commands.ts';
import { Disposables } from './editor/disposables.ts';
import { MemoryFileSystem } from './editor/documents/memory-file-system.ts';
import { registerReportLinks } from './editor/documents/report-link-provider.ts';
import { Activity } from './editor/dreams/activity.ts';
import { AutomaticDreams } from './editor/dreams/automatic-dreams.ts';
import { dreamCommands } from './editor/dreams/dream-commands.ts';
import { DreamRunner } from './editor/dreams/dream-runner.ts';
import { DreamTree } from './editor/dreams/dream-tree.ts';
import { Pause } from './editor/dreams/pause.ts';
import { windowSigns } from './editor/dreams/person-signs.ts';
import { claudeCodeFolder } from './editor/imports/claude-code-folder.ts';
import { ClaudeCodeFollower } from './editor/imports/claude-code-follower.ts';
import { importCommands } from './editor/imports/import-commands.ts';
import { memoryCommands } from './editor/memories/memory-commands.ts';
import { MemoryTree } from './editor/memories/memory-tree.ts';
import { findDreamModel, findHostedDreams } from './editor/models/find-dream-model.ts';
import { createKeyStore } from './editor/models/key-store.ts';
import { outcomeCommands } from './editor/outcomes/outcome-commands.ts';
import { createReadSetting } from './editor/read-setting.ts';
import { RedactingLog } from './editor/redacting-log.ts';
import { reviewCommands } from './editor/review/review-commands.ts';
import { registerReviewComments } from './editor/review/review-comments.ts';
import { ReviewTree } from './editor/review/review-tree.ts';
import { StatusBar } from './editor/status/status-bar.ts';
import { connectStore } from './editor/store/connect-store.ts';
import { offerMovedStore } from './editor/store/offer-moved-store.ts';
import { offerReload } from './editor/store/offer-reload.ts';
import { showNotices } from './editor/store/show-notices.ts';
import { storeCommands } from './editor/store/store-commands.ts';
import { StoreMirror } from './editor/store-mirror.ts';
import { presenceMark } from './store/presence-mark.ts';
import { personName } from './workspace/person-name.ts';

let closeStore: () => Promise<void> = async () => undefined;

/** Makes the parts, hands them to each other, registers them. Nothing here opens the store. */
export function activate(context: vscode.ExtensionContext): void {
  const owned = new Disposables();
  context.subscriptions.push(owned);
  const clock = systemClock;
  const folders = workspaceFolders();
  const folder = folders[0] ?? null;
  const log = owned.push(new RedactingLog());
  const boundary = createErrorBoundary(log);
  const readSetting = createReadSetting((message) => log.warn(message));
  const author = () => personName(vscode.workspace.isTrusted ? folder : null);

  const { extensionPath, secrets } = context;
  const connection = owned.push(connectStore({ folders, readSetting, extensionPath, author, secrets, boundary }));
  const { open } = connection;
  closeStore = () => connection.close();
  const mirror = owned.push(new StoreMirror(connection, boundary));
  owned.push(connection.onDidChange(() => mirror.scheduleRefresh()));
  owned.push(showNotices({ open, mirror, boundary, log }));
  owned.push(offerReload(boundary));
  void boundary.runQuietly(async () => offerMovedStore(connection, boundary));
  const files = owned.push(new MemoryFileSystem(open, mirror, readSetting));
  owned.push(registerReportLinks(open));
  const places = { context, keys: createKeyStore(context.secrets), readSetting, log };
  const sources = { readSetting, findModel: findDreamModel(places), findHosted: findHostedDreams(places) };
  const runner = owned.push(new DreamRunner({ open, ...sources }));
  const pause = owned.push(new Pause(context));
  const review = owned.push(new ReviewTree(mirror));
  const memories = owned.push(new MemoryTree(mirror, clock));
  owned.push(registerReviewComments(mirror, author));
  owned.push(new DreamTree(mirror));
  const status = owned.push(new StatusBar({ mirror, runner, pause }));
  owned.push(connection.onDidFail((problem) => status.setProblem(problem)));
  owned.push(mirror.onDidChange(() => status.setProblem(null)));

  const editReview = owned.push(new EditReview());
  void boundary.runQuietly(() => editReview.closeLeftOver());
  const kept = createKeptPermissions(context.workspaceState);
  const terminals = owned.push(new CommandTerminals());
  const checkpoints = createCheckpointStore(context.storageUri);
  const tools = createChatTools({ review: editReview, terminals, kept, checkpoints });
  const forgetBeside = async () => {
    await checkpoints.clear();
    await kept.revokeAll();
    await context.workspaceState.update(AGREED_AGENTS, undefined);
  };
  const importing = { open, mirror, log, boundary, claudeCodeFolder: () => claudeCodeFolder(folder) };
  owned.push(
    registerCommands(
      {
        ...dreamCommands({ open, mirror, runner, pause, boundary, readSetting }),
        ...reviewCommands({ open, mirror, tree: review, files, readSetting, boundary }),
        ...memoryCommands({ open, mirror, tree: memories, files, boundary, mounts: connection.mounts }),
        ...importCommands(importing),
        ...outcomeCommands(),
        ...storeCommands({ open, mirror, clock, log, forgetBeside }),
        ...agentCommands({ review: editReview, kept }),
      },
      boundary,
    ),
  );

  const activity = owned.push(new Activity(clock, windowSigns, presenceMark(connection.directory)));
  const automatic = owned.push(
    new AutomaticDreams({ connection, mirror, runner, pause, activity, status, readSetting, boundary, clock }),
  );
  const onOutcome = (session: string) => automatic.outcomeGraded(session);
  const desk = createAgentDesk({ context, log });
  owned.push(
    registerChat({
      context,
      log,
      dreamwright: open,
      author,
      tools,
      desk,
      folder,
      checkpoints,
      readSetting,
      boundary,
      onOutcome,
    }),
  );
  const follower = owned.push(new ClaudeCodeFollower({ ...importing, readSetting, answers: context.workspaceState }));
  const begin = () => boundary.runQuietly(async () => await Promise.all([automatic.start(), follower.start()]).then());
  owned.push(vscode.workspace.onDidGrantWorkspaceTrust(() => void begin()));
  void begin();
}

/** VS Code waits for this, so that the store can save its snapshot. */
export async function deactivate(): Promise<void> {
  await closeStore();
}

/** The folders on this machine; a virtual workspace has none. */
function workspaceFolders(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
}
