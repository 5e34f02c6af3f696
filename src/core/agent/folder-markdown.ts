import type { Dreamwright } from '../dreamwright.ts';
import { describeFolderSize } from '../memory/folder-summary.ts';
import type { Memory } from '../memory/memory.ts';
import { escapeMarkdown, memoryLink, whyMarkdown } from './reply-markdown.ts';

/** What folders answer as a whole, in Markdown that links to the memories it rests on; both empty where none does. */
export interface FolderReply {
  readonly markdown: string;
  readonly memories: readonly Memory[];
}

export async function folderReply(
  query: string,
  limit: number,
  store: Pick<Dreamwright, 'recallFolders' | 'memories'>,
): Promise<FolderReply> {
  const parts: string[] = [];
  const shown: Memory[] = [];
  for (const { summary, why } of await store.recallFolders(query, limit)) {
    const below = (await store.memories(`${summary.path}/`)).filter(({ supersededBy }) => supersededBy === null);
    const byPath = new Map(below.map((memory) => [memory.path, memory]));
    const lines = summary.sentences.map(({ text, paths }) => {
      const rest = paths.flatMap((path) => byPath.get(path) ?? []);
      shown.push(...rest);
      return `- ${[escapeMarkdown(text), ...rest.map(memoryLink)].join(' ')}`;
    });
    const title = `**${escapeMarkdown(`${summary.path.slice(1)}/`)}** ${escapeMarkdown(describeFolderSize(summary))}`;
    parts.push([`${title}${whyMarkdown(why)}`, ...lines].join('\n'));
  }
  return { markdown: parts.join('\n\n'), memories: shown };
}
