import type * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import type { ReadSetting } from '../read-setting.ts';

/** What the chat needs of the rest of the extension. */
export interface ChatParts {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** The store that the chat speaks to. */
  readonly dreamwright: () => Promise<Dreamwright>;
  /** The person's name, for their events. */
  readonly author: () => Promise<string>;
  readonly readSetting: ReadSetting;
  readonly boundary: ErrorBoundary;
}
