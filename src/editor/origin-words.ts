import type { Origin } from '../core/origin.ts';

/** Whose words a text is, as a person reads it. */
export const ORIGIN_WORDS: Readonly<Record<Origin, string>> = {
  user: 'from a person',
  assistant: 'from an agent',
  tool: 'from tool output',
  external: 'from outside',
};
