import type { PermissionAnswer } from '../../protocol/chat-entry.ts';

/** What a person answered in a tool's card. */
export type CardAnswer =
  | {
      readonly kind: 'permission';
      readonly answer: PermissionAnswer;
      /** What a lasting answer covers; without one, what was proposed. */
      readonly pattern?: string;
    }
  | { readonly kind: 'question'; readonly text: string };
