import { findDroppedHedge } from '../../gate/hedges.ts';
import type { Memory } from '../../memory/memory.ts';
import { contentTerms } from '../analyze/terms/terms.ts';
import { type DroppedEdit, drop } from './dropped-edit.ts';
import { findDenied, findInvented } from './grounded-text.ts';

/** What a text that somebody else wrote may rest on. */
export interface WordsGround {
  /** Everything that its numbers and names may come from. */
  readonly source: string;
  /** Sentences that it rests on, whose hedges it keeps and which it does not deny. */
  readonly sentences: readonly string[];
  readonly memories: readonly Memory[];
  /** The old text need not go on. */
  readonly replaces: boolean;
}

/** A memory of fewer words of meaning is one sentence, of which any edit changes much. */
const LONG = 10;
/** What an update leaves of such a memory's words of meaning, at least. */
const LEAST_KEPT = 0.3;

/** What is wrong with the words of a text; null when they stand in what it rests on. */
export function checkWords(text: string, { source, sentences, memories, replaces }: WordsGround): DroppedEdit | null {
  if (text.trim() === '') return drop('malformed', 'a text is empty');
  const invented = findInvented(text, source);
  if (invented !== null) return drop(`${invented.kind} not in the evidence`, invented.value);
  // A memory's own hedges stay too, unless it is what the edit replaces.
  const hedged = [...sentences, ...(replaces ? [] : memories.map((memory) => memory.text))];
  const hedge = hedged.map((sentence) => findDroppedHedge(sentence, text)).find((one) => one !== null);
  if (hedge !== undefined) return drop('hedge dropped', hedge);
  const denied = findDenied(text, sentences);
  return denied === null ? null : drop('denies its evidence', denied);
}

/** Whether an update leaves next to nothing of what a memory said: such a one is no small edit. */
export function rewritesAll(before: string, after: string): boolean {
  const old = new Set(contentTerms(before));
  const kept = new Set(contentTerms(after));
  return old.size >= LONG && [...old].filter((term) => kept.has(term)).length < old.size * LEAST_KEPT;
}
