import { estimateTokens } from '../memory/prompt.ts';
import { messageText } from './message-text.ts';
import type { ModelMessage } from './model.ts';

/** Providers charge by the size of an image, not by its bytes; this is what a screenshot comes to. */
const TOKENS_PER_IMAGE = 1_600;

/** About how many tokens a message takes. */
export function messageTokens(message: ModelMessage): number {
  const { images = [], ...rest } = message;
  return estimateTokens(messageText(rest)) + images.length * TOKENS_PER_IMAGE;
}
