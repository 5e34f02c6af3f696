import type { Dreamwright } from '../dreamwright.ts';
import { collapseWhiteSpace } from '../evidence.ts';
import type { RecallHit } from '../memory/recall.ts';
import { lowestOrigin, type Origin } from '../origin.ts';
import type { FileHit, FileSearch } from './file-search.ts';
import { type FolderReply, folderReply } from './folder-markdown.ts';
import {
  escapeMarkdown,
  eventLink,
  excerpt,
  fileLink,
  memoryLink,
  proseMarkdown,
  quoteMarkdown,
  whyMarkdown,
} from './reply-markdown.ts';

/** How each such answer begins; past ones are not offered as sources. */
const PREFACE = 'No model is connected.';
const MEMORY_LIMIT = 4;
const EVENT_LIMIT = 4;
const FILE_LIMIT = 5;
const MEMORY_CHARACTERS = 600;
const LINE_CHARACTERS = 160;

export interface AnswerSources {
  readonly memory: Pick<Dreamwright, 'recall' | 'recallFolders'>;
  readonly searchFiles: FileSearch;
}

export interface Question {
  readonly text: string;
  /** Its own turns are no source. */
  readonly session: string;
  readonly isMemoryOn: boolean;
}

export interface AnswerWithoutModel {
  readonly markdown: string;
  /** The memories it quotes. */
  readonly hits: readonly RecallHit[];
  /** The lowest among what it quotes; of past events and files only the text is known. */
  readonly origin: Origin;
}

/** Markdown of what memory, past sessions and the workspace's files say, with links to each source. */
export async function answerWithoutModel(
  question: Question,
  sources: AnswerSources,
  signal: AbortSignal,
): Promise<AnswerWithoutModel> {
  const [folder, memories, events, files] = await Promise.all([
    question.isMemoryOn ? folderReply(question.text, 1, sources.memory) : NO_FOLDER,
    question.isMemoryOn ? sources.memory.recall(question.text, { limit: MEMORY_LIMIT, within: 'memories' }) : [],
    question.isMemoryOn ? sources.memory.recall(question.text, { limit: EVENT_LIMIT * 3, within: 'sessions' }) : [],
    sources.searchFiles(question.text, FILE_LIMIT, signal),
  ]);
  // What a person had remembered is a memory and an event with the same words.
  const quotedTexts = new Set(memories.map((hit) => collapseWhiteSpace(hit.text)));
  const past = events
    .filter((hit) => isSource(hit, question) && !quotedTexts.has(collapseWhiteSpace(hit.text)))
    .slice(0, EVENT_LIMIT);
  const parts = [memoriesPart(folder, memories), eventsPart(past), filesPart(files)].filter((part) => part !== '');
  const markdown =
    parts.length === 0
      ? `${PREFACE} Nothing in memory, past sessions or the workspace's files speaks of this.`
      : [`${PREFACE} This is what is known here:`, ...parts].join('\n\n');
  const hitOrigins = memories.flatMap((hit) => (hit.kind === 'memory' ? [hit.memory.origin] : []));
  const quoted = [...hitOrigins, ...folder.origins];
  const origin = past.length + files.length > 0 ? 'external' : lowestOrigin(['assistant', ...quoted]);
  return { markdown, hits: memories, origin };
}

function isSource(hit: RecallHit, question: Question): boolean {
  return hit.kind === 'event' && hit.session !== question.session && !hit.text.startsWith(PREFACE);
}

const NO_FOLDER: FolderReply = { markdown: '', origins: [] };

/** What the folder says as a whole, then the memories themselves. */
function memoriesPart(folder: FolderReply, hits: readonly RecallHit[]): string {
  const quotes = hits.flatMap((hit) =>
    hit.kind === 'memory'
      ? [
          `${memoryLink(hit.memory)}${whyMarkdown(hit.why)}\n${quoteMarkdown(hit.memory.text.slice(0, MEMORY_CHARACTERS))}`,
        ]
      : [],
  );
  const parts = [folder.markdown, ...quotes].filter((part) => part !== '');
  return parts.length === 0 ? '' : ['**Memory**', ...parts].join('\n\n');
}

function eventsPart(hits: readonly RecallHit[]): string {
  const lines = hits.flatMap((hit) =>
    hit.kind === 'event'
      ? [
          `- ${eventLink(hit.at.slice(0, 10), hit.session, hit.id)} ${proseMarkdown(excerpt(hit.text, LINE_CHARACTERS))}${whyMarkdown(hit.why)}`,
        ]
      : [],
  );
  return lines.length === 0 ? '' : `**Past sessions**\n\n${lines.join('\n')}`;
}

function filesPart(hits: readonly FileHit[]): string {
  const lines = hits.map((hit) => `- ${fileLink(hit)} ${escapeMarkdown(excerpt(hit.text, LINE_CHARACTERS))}`);
  return lines.length === 0 ? '' : `**Files**\n\n${lines.join('\n')}`;
}
