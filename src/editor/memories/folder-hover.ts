import { inlineCode } from '../../core/markdown-code.ts';
import type { FolderSummary } from '../../core/memory/folder-summary.ts';
import { count } from '../count.ts';
import { proseMarkdown } from '../escape-markdown.ts';

/** A folder's hover in Markdown: how much it holds, and what the memories that stand out say. */
export function folderHover({ path, entries, changed, sentences, writtenBy }: FolderSummary): string {
  const by = writtenBy === 'model' ? ', as a dream summed it up' : '';
  const size = `${count(entries, 'memory', 'memories')}, the latest changed ${changed.slice(0, 10)}${by}`;
  const lines = sentences.map(({ text }) => `- ${proseMarkdown(text)}`);
  return [inlineCode(path), lines.join('\n'), `*${size}*`].filter((part) => part !== '').join('\n\n');
}
