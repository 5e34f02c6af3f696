import type { Memory } from '../memory/memory.ts';
import { type Bm25Options, scoreDocuments } from './bm25.ts';
import { InvertedIndex } from './inverted-index.ts';
import { knownTerms } from './known-terms.ts';
import { metWords } from './met-words.ts';
import type { Question } from './question.ts';
import { Scores } from './scores.ts';
import { tokenize } from './tokenize.ts';
import { top } from './top.ts';

export interface FoundMemory {
  readonly memory: Memory;
  readonly score: number;
  /** Share of the question's words it holds, 0 to 1. */
  readonly share: number;
  readonly why: readonly string[];
}

export interface MemorySearchOptions {
  readonly limit: number;
  /** What may be answered at all: what holds at the time asked for. */
  readonly holds: (memory: Memory) => boolean;
  /** How often a memory was recalled before. */
  readonly uses: (id: string) => number;
}

const BM25: Bm25Options = { k1: 1.2, b: 0.6, rarity: 1 };

/** The memories of a store, searchable by their terms; a memory added again takes the place of its older state. */
export class MemoryIndex {
  readonly #index = new InvertedIndex();
  readonly #scores = new Scores();
  readonly #documents = new Map<string, number>();
  readonly #memories: (Memory | undefined)[] = [];

  get(id: string): Memory | undefined {
    const document = this.#documents.get(id);
    return document === undefined ? undefined : this.#memories[document];
  }

  memories(): readonly Memory[] {
    return this.#memories.filter((memory) => memory !== undefined);
  }

  add(memory: Memory): void {
    this.remove(memory.id);
    const document = this.#index.add(termsOf(memory));
    this.#documents.set(memory.id, document);
    this.#memories[document] = memory;
  }

  remove(id: string): void {
    const document = this.#documents.get(id);
    const memory = document === undefined ? undefined : this.#memories[document];
    if (document === undefined || memory === undefined) return;
    this.#index.remove(document, termsOf(memory));
    this.#documents.delete(id);
    this.#memories[document] = undefined;
  }

  search(question: Question, { limit, holds, uses }: MemorySearchOptions): readonly FoundMemory[] {
    scoreDocuments(this.#index, knownTerms(this.#index, question.terms), BM25, this.#scores);
    const held = this.#scores.touched.filter((document) => {
      const memory = this.#memories[document];
      if (memory === undefined || !holds(memory)) return false;
      this.#scores.scale(document, standing(memory, uses(memory.id)));
      return true;
    });
    return top(held, limit, (a, b) => this.#precedes(a, b)).flatMap((document) => {
      const memory = this.#memories[document];
      if (memory === undefined) return [];
      const words = metWords(question, this.#scores, document);
      const why = memory.pinned ? [words.why, 'pinned'] : [words.why];
      return [{ memory, score: this.#scores.of(document), share: words.share, why }];
    });
  }

  #precedes(a: number, b: number): boolean {
    const difference = this.#scores.of(a) - this.#scores.of(b);
    return difference === 0 ? (this.#memories[a]?.id ?? '') < (this.#memories[b]?.id ?? '') : difference > 0;
  }
}

/** How a memory's own standing moves its score: by at most a third, so that the words decide. */
function standing(memory: Memory, uses: number): number {
  return (0.85 + 0.15 * memory.confidence) * (1 + 0.03 * Math.min(4, Math.log2(1 + uses))) * (memory.pinned ? 1.1 : 1);
}

/** Words of path and tags count twice. */
function termsOf(memory: Memory): readonly string[] {
  const name = tokenize(`${memory.path} ${memory.tags.join(' ')}`);
  return [...name, ...name, ...tokenize(memory.text)];
}
