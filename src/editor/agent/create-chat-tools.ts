import * as vscode from 'vscode';
import type { ChatTools, CheckpointFiles } from '../chat/chat-tools.ts';
import { restoreFile } from './apply-file-edit.ts';
import type { CommandTerminals } from './command-terminals.ts';
import type { EditReview } from './edit-review.ts';
import { editorWorkspace, rootFolders } from './editor-workspace.ts';
import type { KeptPermissions } from './kept-permissions.ts';
import { absolutePath } from './place-in-folders.ts';

export interface ChatToolsParts {
  readonly review: EditReview;
  readonly terminals: CommandTerminals;
  readonly kept: KeptPermissions;
  readonly checkpoints: CheckpointFiles;
}

/** What VS Code lends to the tools of the chats; nothing without a folder on this machine or without trust in it. */
export function createChatTools({ review, terminals, kept, checkpoints }: ChatToolsParts): () => ChatTools | null {
  const uriOf = (path: string) => vscode.Uri.file(absolutePath(path, rootFolders()));
  const tools: ChatTools = {
    workspace: (hooks) => editorWorkspace({ terminals, ...hooks }),
    review: {
      show: (call, edit, answer) => review.show(call, edit, uriOf(edit.path), answer),
      open: (call) => review.open(call),
      close: (call, decision) => review.close(call, decision),
      takeAccepted: (edit) => review.takeAccepted(edit),
    },
    kept,
    checkpoints,
    restoreFile: (restore) => restoreFile(uriOf(restore.path), restore),
  };
  return () => (vscode.workspace.isTrusted && rootFolders().length > 0 ? tools : null);
}
