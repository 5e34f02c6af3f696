import type { AttachedText } from '../../core/agent/attachment.ts';
import type { ModelImage } from '../../core/agent/model.ts';

/** What goes with a message beside its words. */
export interface SentAlong {
  readonly attached: readonly AttachedText[];
  readonly images: readonly ModelImage[];
}

/** What a person sends. */
export interface SentMessage extends SentAlong {
  readonly text: string;
}
