import { withCode } from '../core/markdown-code.ts';

/** `text` so that Markdown shows it as it is: nothing in it becomes a link, an image, HTML or an icon. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/gu, '\\$&').replace(/\s+/gu, ' ');
}

/** As {@link escapeMarkdown}, but what stands between backticks is shown as code. */
export function proseMarkdown(text: string): string {
  return withCode(text, escapeMarkdown);
}

/** As {@link proseMarkdown}, for documents that are mostly read unrendered: dots and dashes stay as they are. */
export function documentMarkdown(text: string): string {
  return withCode(text, escapeLinkText);
}

/** `text` as it may stand in a link: what is read unrendered keeps its dots and dashes. */
export function escapeLinkText(text: string): string {
  return text.replace(/[\\`*_[\]<&]/gu, '\\$&').replace(/\s+/gu, ' ');
}
