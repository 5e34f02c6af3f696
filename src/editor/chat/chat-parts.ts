import type * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { AgentDesk } from '../agents/agent-desk.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import type { ReadSetting } from '../read-setting.ts';
import type { ChatTools, CheckpointFiles } from './chat-tools.ts';

/** What the chat needs of the rest of the extension. */
export interface ChatParts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** The store that the chat speaks to. */
  readonly dreamwright: () => Promise<Dreamwright>;
  /** The person's name, for their events. */
  readonly author: () => Promise<string>;
  /** What VS Code lends to tools; null where there are none. */
  readonly tools: () => ChatTools | null;
  /** What sessions changed, to be taken back; there also where there are no tools. */
  readonly checkpoints: CheckpointFiles;
  /** Told when what a session came to was graded. */
  readonly onOutcome: (session: string) => void;
  /** Shared by all chats of the window. */
  readonly desk: AgentDesk;
  /** The first folder of the workspace on this machine; null without one. */
  readonly folder: string | null;
  readonly readSetting: ReadSetting;
  readonly boundary: ErrorBoundary;
}
