import type { FileEdit, WorkspacePort } from '../../core/agent/tools/workspace-port.ts';
import type { KeptPermissions } from '../agent/kept-permissions.ts';

/** What the editor lends a chat for its tools; a chat itself knows no editor. */
export interface ChatTools {
  readonly workspace: WorkspaceHooks;
  readonly review: EditDiffs;
  readonly kept: KeptPermissions;
  /** Takes an edit back; answers whether its file was still as the edit left it. */
  readonly revert: (edit: FileEdit) => Promise<boolean>;
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
  close(call: string): Promise<void>;
  takeAccepted(edit: FileEdit): string;
}
