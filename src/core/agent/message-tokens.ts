import { messageText } from './message-text.ts';
import type { ModelMessage } from './model.ts';

/** Providers charge by the size of an image, not by its bytes; this is what a screenshot comes to. */
export const TOKENS_PER_IMAGE = 1_600;
/** Of code and plain words; a sign beyond ASCII is about a token of its own. */
export const CHARACTERS_PER_TOKEN = 3;

/** About how many tokens a message takes. */
export function messageTokens(message: ModelMessage): number {
  const { images = [], ...rest } = message;
  return roughTokens(messageText(rest)) + images.length * TOKENS_PER_IMAGE;
}

/** A whole conversation is counted before each request, so this only looks at each character once. */
export function roughTokens(text: string): number {
  let others = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 127) others += 1;
  }
  return Math.ceil((text.length - others) / CHARACTERS_PER_TOKEN) + others;
}
