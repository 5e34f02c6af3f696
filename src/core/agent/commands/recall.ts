import type { RecallHit } from '../../memory/recall.ts';
import { dayOf } from '../../named-time.ts';
import { folderReply } from '../folder-markdown.ts';
import { escapeMarkdown, eventLink, excerpt, memoryLink, proseMarkdown, whyMarkdown } from '../reply-markdown.ts';
import { type TimedQuery, timedQuery } from './recall-time.ts';
import type { SlashCommand } from './slash-command.ts';

const HIT_LIMIT = 8;
/** Folders that answer as a whole, before the single memories. */
const FOLDER_LIMIT = 2;
const CHARACTERS = 160;
const EXAMPLES = 'for example: /recall flaky tests, or /recall as of 2026-03-01 flaky tests';
const NOTHING = 'Nothing found in memories and past sessions.';

export const recallCommand: SlashCommand = {
  name: 'recall',
  argument: 'words to look for',
  description:
    'Search memories and past sessions, also of a former time: "as of 2026-03-01 tokens", "what did we know in March about tokens"',
  run: async (argument, { memory }, now) => {
    if (argument === '') return `Write what to look for after /recall, ${EXAMPLES}.`;
    const { query, time, words } = timedQuery(argument, now);
    if (query === '') return `Write what to look for beside "${escapeMarkdown(words)}", ${EXAMPLES}.`;
    const hits = await memory.recall(query, { limit: HIT_LIMIT, within: 'all', ...time });
    const [then] = [time.asOf, time.knownAt].filter((at) => at !== undefined);
    if (then !== undefined) return [past(time, then), hits.map(hitLine).join('\n') || NOTHING].join('\n\n');
    if (hits.length === 0) return NOTHING;
    const { markdown } = await folderReply(argument, FOLDER_LIMIT, memory);
    return [markdown, hits.map(hitLine).join('\n')].filter((part) => part !== '').join('\n\n');
  },
};

/** So that nobody takes what held once for what holds. */
function past({ knownAt }: TimedQuery['time'], then: string): string {
  const end = dayOf(then);
  return knownAt === undefined ? `**What held at the end of ${end}:**` : `**What was known at the end of ${end}:**`;
}

function hitLine(hit: RecallHit): string {
  const link = hit.kind === 'memory' ? memoryLink(hit.memory) : eventLink(hit.at.slice(0, 10), hit.session, hit.id);
  return `- ${link} ${proseMarkdown(excerpt(hit.text, CHARACTERS))}${whyMarkdown(hit.why)}`;
}
