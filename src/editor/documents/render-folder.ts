import { describeFolderSize, type FolderSummary } from '../../core/memory/folder-summary.ts';
import { isCurrent, type Memory } from '../../core/memory/memory.ts';
import { documentMarkdown } from '../escape-markdown.ts';
import { documentLink } from './document-link.ts';

/** Of a memory in the list; it opens with a click. */
const LONGEST_LINE = 120;

/** A folder of memories as a document: what it says as a whole, and each memory in it and below. */
export function renderFolder(summary: FolderSummary, memories: readonly Memory[]): string {
  // A summary is made anew when one of them begins or ceases to hold.
  const current = memories.filter((memory) => memory.supersededBy === null && isCurrent(memory, summary.madeAt));
  const by = summary.writtenBy === 'model' ? 'Summed up by a dream.' : 'The sentences that stand out:';
  const sentences = summary.sentences.map(({ text, memories: on }) => {
    const links = on.map(({ path }) => documentLink(nameIn(path, summary.path), { kind: 'memory', path }));
    return `- ${documentMarkdown(text)} ${links.join(' ')}`;
  });
  return [
    `# ${documentMarkdown(summary.path === '/' ? 'All memories' : `${summary.path.slice(1)}/`)}`,
    `${describeFolderSize(summary)}.`,
    ...(sentences.length === 0 ? [] : [by, sentences.join('\n')]),
    ...(current.length === 0
      ? []
      : ['## Memories', current.map((memory) => memoryLine(memory, summary.path)).join('\n')]),
    '',
  ].join('\n\n');
}

function memoryLine({ path, text }: Memory, folder: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  const characters = Array.from(line);
  const shown = characters.length <= LONGEST_LINE ? line : `${characters.slice(0, LONGEST_LINE - 1).join('')}…`;
  return `- ${documentLink(nameIn(path, folder), { kind: 'memory', path })} ${documentMarkdown(shown)}`;
}

function nameIn(path: string, folder: string): string {
  return path.slice(folder === '/' ? 1 : folder.length + 1);
}
