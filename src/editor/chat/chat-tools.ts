import type { FileChange, FileRestore } from '../../core/agent/checkpoint/file-change.ts';
import type { FileEdit, WorkspacePort } from '../../core/agent/tools/workspace-port.ts';
import type { KeptPermissions } from '../agent/kept-permissions.ts';

/** What the editor lends a chat for its tools; a chat itself knows no editor. */
export interface ChatTools {
  readonly workspace: WorkspaceHooks;
  readonly review: EditDiffs;
  readonly kept: KeptPermissions;
  readonly checkpoints: CheckpointFiles;
  /** Puts a file back; answers whether it was still as expected. */
  readonly restoreFile: (restore: FileRestore) => Promise<boolean>;
}

/** Makes the workspace as the tools of one session know it. */
export type WorkspaceHooks = (hooks: {
  /** The text to write for an edit. */
  readonly acceptedText: (edit: FileEdit) => string;
  readonly onApplied: (edit: FileEdit) => void;
}) => WorkspacePort;

/** The editor's own diffs of edits that wait. */
export interface EditDiffs {
  show(call: string, edit: FileEdit, answer: (answer: 'once' | 'all' | 'deny') => void): Promise<void>;
  open(call: string): Promise<void>;
  close(call: string, decision: { readonly isAccepted: boolean }): Promise<void>;
  takeAccepted(edit: FileEdit): string;
}

/** What sessions changed, kept over a reload of the window. */
export interface CheckpointFiles {
  load(session: string): Promise<readonly FileChange[]>;
  save(session: string, changes: readonly FileChange[]): Promise<void>;
  /** Forgets those of all sessions. */
  clear(): Promise<void>;
}
