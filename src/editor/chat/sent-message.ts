import type { AttachedText } from '../../core/agent/attachment.ts';
import type { ModelImage } from '../../core/agent/model.ts';

/** What goes with a message beside its words. */
export interface SentAlong {
  readonly attached: readonly AttachedText[];
  readonly images: readonly ModelImage[];
}

export const NOTHING_ALONG: SentAlong = { attached: [], images: [] };

/** What a person sends. */
export interface SentMessage extends SentAlong {
  readonly text: string;
}
