import { withoutQuote } from '../evidence.ts';
import type { Memory } from './memory.ts';

/** What is left of a memory's state once its content is redacted: its id, times and kinds, no word of it. */
export function redactedMemory(memory: Memory): Memory {
  return {
    ...memory,
    path: '/redacted.md',
    text: '',
    tags: [],
    evidence: memory.evidence.map((one) => withoutQuote(one)),
    citations: [],
  };
}
