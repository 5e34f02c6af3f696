import { collapseWhiteSpace } from '../evidence.ts';
import { withCode } from '../markdown-code.ts';
import type { Memory } from '../memory/memory.ts';
import type { FileHit } from './file-search.ts';

/** Text of unknown origin as Markdown that shows it letter by letter. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&:]/gu, '\\$&');
}

/** As {@link escapeMarkdown}, but what stands between backticks is shown as code. */
export function proseMarkdown(text: string): string {
  return withCode(text, escapeMarkdown);
}

/** At most `limit` characters, cut at the end with an ellipsis, white space collapsed. */
export function excerpt(text: string, limit: number): string {
  const characters = Array.from(collapseWhiteSpace(text));
  return characters.length <= limit
    ? characters.join('')
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}

export function memoryLink(memory: Pick<Memory, 'id' | 'path'>): string {
  return `[${escapeMarkdown(memory.path.replace(/^\//u, ''))}](memory:${encodeURIComponent(memory.id)})`;
}

/** A folder of memories, such as `/lint`. */
export function folderLink(path: string): string {
  return `[${escapeMarkdown(`${path.slice(1)}/`)}](folder:${encodeURIComponent(path)})`;
}

/** For the end of a line: why something was recalled. */
export function whyMarkdown(why: readonly string[]): string {
  return why.length === 0 ? '' : ` *(${escapeMarkdown(why.join('; '))})*`;
}

export function eventLink(label: string, session: string, event: string): string {
  return `[${escapeMarkdown(label)}](session:${encodeURIComponent(session)}/${encodeURIComponent(event)})`;
}

export function fileLink(hit: FileHit): string {
  const path = hit.file.split('/').map(encodeURIComponent).join('/');
  return `[${escapeMarkdown(`${hit.file}:${hit.line}`)}](file:${path}#L${hit.line})`;
}

/** A memory's own Markdown as a quotation. */
export function quoteMarkdown(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
