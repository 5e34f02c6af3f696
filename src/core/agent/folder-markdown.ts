import type { Dreamwright } from '../dreamwright.ts';
import { describeFolderSize } from '../memory/folder-summary.ts';
import type { Origin } from '../origin.ts';
import { escapeMarkdown, folderLink, memoryLink, proseMarkdown, whyMarkdown } from './reply-markdown.ts';

/** What folders answer as a whole, in Markdown with links to the memories it rests on; empty where none does. */
export interface FolderReply {
  readonly markdown: string;
  /** Of the words it shows, one a folder. */
  readonly origins: readonly Origin[];
}

export async function folderReply(
  query: string,
  limit: number,
  store: Pick<Dreamwright, 'recallFolders'>,
): Promise<FolderReply> {
  const answers = await store.recallFolders(query, limit);
  const parts = answers.map(({ summary, why }) => {
    const title = `**${folderLink(summary.path)}** ${escapeMarkdown(describeFolderSize(summary))}`;
    const lines = summary.sentences.map(
      ({ text, memories }) => `- ${[proseMarkdown(text), ...memories.map(memoryLink)].join(' ')}`,
    );
    return [`${title}${whyMarkdown(why)}`, ...lines].join('\n');
  });
  return { markdown: parts.join('\n\n'), origins: answers.map(({ summary }) => summary.origin) };
}
