import type { RecallHit } from '../../memory/recall.ts';
import { folderReply } from '../folder-markdown.ts';
import { escapeMarkdown, eventLink, excerpt, memoryLink, whyMarkdown } from '../reply-markdown.ts';
import type { SlashCommand } from './slash-command.ts';

const HIT_LIMIT = 8;
/** Folders that answer as a whole, before the single memories. */
const FOLDER_LIMIT = 2;
const CHARACTERS = 160;

export const recallCommand: SlashCommand = {
  name: 'recall',
  argument: 'words to look for',
  description: 'Search memories and past sessions',
  run: async (argument, { memory }) => {
    if (argument === '') return 'Write what to look for after /recall, for example: /recall flaky tests.';
    const hits = await memory.recall(argument, { limit: HIT_LIMIT, within: 'all' });
    if (hits.length === 0) return 'Nothing found in memories and past sessions.';
    const { markdown } = await folderReply(argument, FOLDER_LIMIT, memory);
    return [markdown, hits.map(hitLine).join('\n')].filter((part) => part !== '').join('\n\n');
  },
};

function hitLine(hit: RecallHit): string {
  const link = hit.kind === 'memory' ? memoryLink(hit.memory) : eventLink(hit.at.slice(0, 10), hit.session, hit.id);
  return `- ${link} ${escapeMarkdown(excerpt(hit.text, CHARACTERS))}${whyMarkdown(hit.why)}`;
}
