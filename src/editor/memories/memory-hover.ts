import type { Memory } from '../../core/memory/memory.ts';
import { count } from '../count.ts';
import { inlineCode, proseMarkdown } from '../escape-markdown.ts';
import { shorten } from '../shorten.ts';

/** A memory's hover in Markdown: its text, and what it rests on. */
export function memoryHover(memory: Memory): string {
  const rests = [
    `words of ${memory.origin}`,
    count(memory.evidence.length, 'piece of evidence', 'pieces of evidence'),
    `changed ${memory.updatedAt.slice(0, 10)}`,
  ];
  return [inlineCode(memory.path), proseMarkdown(shorten(memory.text, 400)), `*${rests.join(', ')}*`].join('\n\n');
}
