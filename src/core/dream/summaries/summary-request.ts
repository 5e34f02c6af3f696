import type { ModelRequest } from '../../agent/model.ts';
import type { Memory } from '../../memory/memory.ts';
import { estimateTokens } from '../../memory/prompt.ts';
import { redact } from '../../secrets/redact.ts';
import type { DreamModel } from '../engine/dream-model.ts';
import type { DueFolder } from './due-folders.ts';
import { SUMMARY_PROMPT, SUMMARY_SCHEMA } from './summary-prompt.ts';

/** One request, and the folders with their memories by the short names that it uses. */
export interface SummaryRequest {
  readonly request: ModelRequest;
  readonly folders: ReadonlyMap<string, NamedFolder>;
}

export interface NamedFolder {
  readonly path: string;
  readonly memories: ReadonlyMap<string, Memory>;
}

/** Tokens of all that is shown of the folders: a request stays cheap beside those that write the edits. */
export const SHOWN_TOKENS = 8_000;
export const ANSWER_TOKENS = 1_500;
/** A memory says what it is about in its beginning. */
const LONGEST_TEXT = 400;

/** Null where there is no folder, or no room for one. */
export function summaryRequest(due: readonly DueFolder[], model: DreamModel): SummaryRequest | null {
  const maxTokens = Math.min(ANSWER_TOKENS, model.maxAnswerTokens ?? ANSWER_TOKENS);
  const room =
    model.contextTokens === null ? SHOWN_TOKENS : model.contextTokens - maxTokens - estimateTokens(SUMMARY_PROMPT);
  const folders = new Map<string, NamedFolder>();
  const lines: string[] = [];
  let tokens = 0;
  for (const [index, { path, memories }] of due.entries()) {
    const named = new Map(memories.map((memory, place) => [`m${index + 1}.${place + 1}`, memory]));
    const line = redact(JSON.stringify(shown(`f${index + 1}`, path, named))).text;
    tokens += estimateTokens(line);
    if (tokens > Math.min(SHOWN_TOKENS, room)) break;
    folders.set(`f${index + 1}`, { path, memories: named });
    lines.push(line);
  }
  if (lines.length === 0) return null;
  const messages = [{ role: 'user', text: lines.join('\n') }] as const;
  return { request: { system: SUMMARY_PROMPT, messages, maxTokens, answerSchema: SUMMARY_SCHEMA }, folders };
}

function shown(folder: string, path: string, memories: ReadonlyMap<string, Memory>) {
  return {
    folder,
    path,
    memories: Array.from(memories, ([memory, { path: at, text }]) => ({
      memory,
      path: at,
      text: Array.from(text).slice(0, LONGEST_TEXT).join(''),
    })),
  };
}
