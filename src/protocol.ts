/**
 * Every message between the extension and its webviews. The webview sees nothing else of the extension,
 * so this file and its folder import nothing.
 */

import type { Attachment, Feedback, PermissionAnswer } from './protocol/chat-entry.ts';
import type { ChatUpdate, Mention } from './protocol/chat-state.ts';

/** Extension → chat. */
export type ToChat =
  | ChatUpdate
  /** Puts text into the composer, after what stands there. */
  | { readonly kind: 'prefill'; readonly text: string }
  | { readonly kind: 'focus-input' }
  /** Puts something beside the message that is being written. */
  | { readonly kind: 'attach'; readonly attachment: Attachment }
  /** What answers `find-mentions` with that query. */
  | { readonly kind: 'mentions'; readonly query: string; readonly found: readonly Mention[] };

/** Chat → extension. */
export type FromChat =
  | { readonly kind: 'ready' }
  | { readonly kind: 'send'; readonly text: string; readonly attachments: readonly Attachment[] }
  /** Asks a message again in other words; what came after it is no longer part of the conversation. */
  | { readonly kind: 'resend'; readonly entry: string; readonly text: string }
  /** With what a lasting answer covers. */
  | {
      readonly kind: 'answer-permission';
      readonly call: string;
      readonly answer: PermissionAnswer;
      readonly pattern: string;
    }
  | { readonly kind: 'answer-question'; readonly call: string; readonly text: string }
  | { readonly kind: 'open-diff'; readonly call: string }
  | { readonly kind: 'undo-edit'; readonly call: string }
  /** Stops one running command, or the agent that the call began; not the answer. */
  | { readonly kind: 'stop-tool'; readonly call: string }
  /** Shows the session of the agent that the call began. */
  | { readonly kind: 'open-thread'; readonly call: string }
  | { readonly kind: 'set-mode'; readonly mode: 'act' | 'plan' }
  /** Files, memories and conversation back to before this message. */
  | { readonly kind: 'restore'; readonly entry: string }
  | { readonly kind: 'undo-restore' }
  | { readonly kind: 'find-mentions'; readonly query: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'retry' }
  /** The last answer goes on where it broke off or paused. */
  | { readonly kind: 'resume' }
  | { readonly kind: 'new-session' }
  | { readonly kind: 'pick-session' }
  | { readonly kind: 'pick-model' }
  | { readonly kind: 'connect-model' }
  | { readonly kind: 'set-memory'; readonly isOn: boolean }
  | { readonly kind: 'give-feedback'; readonly entry: string; readonly feedback: Feedback | null }
  | { readonly kind: 'copy'; readonly text: string }
  /** Puts code where the cursor is in the editor used last. */
  | { readonly kind: 'insert'; readonly text: string }
  | { readonly kind: 'open-memory'; readonly memory: string }
  | { readonly kind: 'open-link'; readonly target: string }
  | { readonly kind: 'import-sessions' };

/** What a chat keeps over a reload of its window; the conversation itself is in the store. */
export interface KeptChat {
  readonly session: string | null;
  readonly draft: string;
}
