import * as z from 'zod/mini';
import { collapseWhiteSpace } from '../../evidence.ts';
import { checkText } from '../../gate/check-text.ts';
import { findDroppedHedge } from '../../gate/hedges.ts';
import { jsonIn } from '../../json-in.ts';
import type { SummarySentence } from '../../memory/folder-summary.ts';
import type { Memory } from '../../memory/memory.ts';
import { instructionSentences } from '../analyze/memories/memory-topics.ts';
import { findDenied, findInvented } from '../engine/grounded-text.ts';
import { LOOSE_SUMMARIES, NAMED_SUMMARY } from './summary-prompt.ts';
import type { NamedFolder } from './summary-request.ts';

/** What holds of a model's summaries: the sentences of each folder, by its path, and how many were dropped. */
export interface ReadSummaries {
  readonly sentences: ReadonlyMap<string, readonly SummarySentence[]>;
  readonly dropped: number;
}

const MOST_SENTENCES = 5;
const LONGEST_SENTENCE = 240;

/** Null when the answer has not the asked form. A sentence stays when all that it says stands in the memories it names. */
export function readSummaries(text: string, folders: ReadonlyMap<string, NamedFolder>): ReadSummaries | null {
  const parsed = LOOSE_SUMMARIES.safeParse(jsonIn(text));
  if (!parsed.success) return null;
  const sentences = new Map<string, readonly SummarySentence[]>();
  let dropped = 0;
  for (const one of parsed.data.summaries) {
    const read = z.safeParse(NAMED_SUMMARY, one);
    const folder = read.success ? folders.get(read.data.folder) : undefined;
    if (!read.success || folder === undefined) {
      dropped += 1;
      continue;
    }
    const written = read.data.sentences.slice(0, MOST_SENTENCES);
    const held = written.flatMap((sentence) => heldSentence(sentence, folder) ?? []);
    dropped += written.length - held.length;
    if (held.length > 0) sentences.set(folder.path, held);
  }
  return { sentences, dropped };
}

function heldSentence(
  { text: written, memories: names }: { readonly text: string; readonly memories: readonly string[] },
  folder: NamedFolder,
): SummarySentence | null {
  const text = collapseWhiteSpace(written).trim();
  const memories = [...new Set(names)].flatMap((name) => folder.memories.get(name) ?? []);
  if (text === '' || Array.from(text).length > LONGEST_SENTENCE || memories.length === 0) return null;
  if (memories.length < new Set(names).size || !isGrounded(text, memories)) return null;
  return { text, memories: memories.map(({ id, path }) => ({ id, path })) };
}

/** Names and numbers stand in the memories, hedges stay, nothing is turned round, and no rule of the gate fires. */
function isGrounded(text: string, memories: readonly Memory[]): boolean {
  const source = memories.flatMap((memory) => [memory.text, memory.path]).join('\n');
  return (
    findInvented(text, source) === null &&
    memories.every((memory) => findDroppedHedge(memory.text, text) === null) &&
    findDenied(
      text,
      memories.flatMap((memory) => instructionSentences(memory.text)),
    ) === null &&
    checkText(text, 'assistant').length === 0
  );
}
