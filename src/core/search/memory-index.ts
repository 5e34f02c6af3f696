import type { Memory } from '../memory/memory.ts';
import { BestOf } from './best-of.ts';
import type { Question } from './question/question.ts';
import { Scores } from './scores.ts';
import { top } from './top.ts';
import { Closeness } from './vectors/closeness.ts';
import type { MemoryVectors } from './vectors/memory-vectors.ts';
import { VectorTable } from './vectors/vector-table.ts';
import { addToScored, type Bm25Options, scoreDocuments } from './words/bm25.ts';
import { InvertedIndex } from './words/inverted-index.ts';
import { type FoundIndex, type KeptIndex, TERMS_MADE } from './words/kept-index.ts';
import { knownTerms } from './words/known-terms.ts';
import { metShare, metWords } from './words/met-words.ts';
import { tokenize } from './words/tokenize.ts';

export interface FoundMemory {
  readonly memory: Memory;
  readonly score: number;
  /** Share of the question's words it holds, 0 to 1. */
  readonly share: number;
  readonly why: readonly string[];
}

export interface MemorySearchOptions {
  readonly limit: number;
  /** The question's vector; null to go by the words alone. */
  readonly meaning: Float32Array | null;
  /** What may be answered at all: what holds at the time asked for. */
  readonly holds: (memory: Memory) => boolean;
  /** How often a memory was recalled before. */
  readonly uses: (id: string) => number;
  /** Factor of how well the sessions went that recalled it; 1 where nothing is known. */
  readonly rewardRank?: (id: string) => number;
}

const BM25: Bm25Options = { k1: 1.2, b: 0.6, rarity: 1, floor: 1 };
/** How much likeness of meaning counts beside the words, where some memory holds all of them. */
const MEANING_WEIGHT = 1.5;
/** Memories less like the question have nothing in common with it (cosine). */
const LEAST_LIKENESS = 0.2;
/** Memories whose wording is held against the question's. */
const READ_CLOSELY = 30;
/** How much the same wording counts. */
const CLOSENESS_WEIGHT = 0.6;
/** No standing, use and reward of a memory move its score by more. */
const HIGHEST_STANDING = 1.4;

/** The memories of a store, searchable by their terms; a memory added again takes the place of its older state. */
export class MemoryIndex {
  #index = new InvertedIndex();
  readonly #scores = new Scores();
  readonly #documents = new Map<string, number>();
  readonly #memories: (Memory | undefined)[] = [];
  readonly #vectors: Pick<MemoryVectors, 'of' | 'dimensions'> | null;
  readonly #table: VectorTable;
  readonly #unembedded = new Set<string>();
  #unkept = 0;

  /** Without vectors the memories are found by their words alone. */
  constructor(vectors: Pick<MemoryVectors, 'of' | 'dimensions'> | null = null) {
    this.#vectors = vectors;
    this.#table = new VectorTable(vectors?.dimensions ?? 0);
  }

  get(id: string): Memory | undefined {
    const document = this.#documents.get(id);
    return document === undefined ? undefined : this.#memories[document];
  }

  memories(): readonly Memory[] {
    return this.#memories.filter((memory) => memory !== undefined);
  }

  /** Those whose vector is not known yet. */
  unembedded(): readonly Memory[] {
    return Array.from(this.#unembedded, (id) => this.get(id)).filter((memory) => memory !== undefined);
  }

  hasVectors(): boolean {
    return this.#unembedded.size < this.#documents.size && this.#vectors !== null;
  }

  /** Takes the vector of a memory that is still as it was embedded. */
  setVector(memory: Memory, packed: Uint8Array): void {
    const document = this.#documents.get(memory.id);
    if (document === undefined || this.#memories[document] !== memory) return;
    this.#table.setPacked(document, packed);
    this.#unembedded.delete(memory.id);
  }

  add(memory: Memory): void {
    this.remove(memory.id);
    this.#place(memory, this.#index.add(termsOf(memory)));
    this.#unkept++;
  }

  /** Memories added or removed since the index was kept. */
  get unkept(): number {
    return this.#unkept;
  }

  /** Goes on from a kept index with what of it still stands; only while nothing was added. */
  restore(found: FoundIndex | null, memoryOf: (id: string) => Memory | undefined): void {
    if (found === null || found.kept.termsMade !== TERMS_MADE) return;
    const { kept, changed } = found;
    const memories = kept.ids.map((id) => (changed.has(id) ? undefined : memoryOf(id)));
    this.#index = InvertedIndex.from(kept.postings, (document) => memories[document] !== undefined);
    for (const [document, memory] of memories.filter((one) => one !== undefined).entries())
      this.#place(memory, document);
  }

  keep(): KeptIndex {
    const ids = this.#memories.flatMap((memory) => (memory === undefined ? [] : [memory.id]));
    this.#unkept = 0;
    return { termsMade: TERMS_MADE, ids, postings: this.#index.postings() };
  }

  #place(memory: Memory, document: number): void {
    this.#documents.set(memory.id, document);
    this.#memories[document] = memory;
    if (this.#vectors === null) return;
    const packed = this.#vectors.of(memory);
    if (packed === null) this.#unembedded.add(memory.id);
    else this.#table.setPacked(document, packed);
  }

  remove(id: string): void {
    const document = this.#documents.get(id);
    const memory = document === undefined ? undefined : this.#memories[document];
    if (document === undefined || memory === undefined) return;
    this.#index.remove(document, termsOf(memory));
    this.#unkept++;
    this.#documents.delete(id);
    this.#table.remove(document);
    this.#unembedded.delete(id);
    this.#memories[document] = undefined;
  }

  search(question: Question, options: MemorySearchOptions): readonly FoundMemory[] {
    scoreDocuments(this.#index, knownTerms(this.#index, question.terms), BM25, this.#scores);
    const first = this.#bestWorded(options.holds);
    addToScored(this.#index, question.emptyTerms, BM25, this.#scores);
    const likeness = options.meaning === null ? new Float32Array(0) : this.#table.cosines(options.meaning);
    const closeness = new Closeness(question.text);
    const limit = Math.max(READ_CLOSELY, options.limit);
    const best = this.#best(question, { first, likeness }, { ...options, limit }).map(({ document, memory, score }) => {
      const close = closeness.of(`${memory.path} ${memory.text}`);
      return { document, memory, score: score * (1 + CLOSENESS_WEIGHT * close) };
    });
    return top(best, options.limit, precedes).map(({ document, memory, score }) => {
      const words = metWords(question, this.#scores, document);
      const like = likeness[document] ?? 0;
      const why = [
        ...(words.share > 0 ? [words.why] : []),
        ...(like >= LEAST_LIKENESS ? ['similar in meaning'] : []),
        ...(memory.pinned ? ['pinned'] : []),
      ];
      return { memory, score, share: Math.max(words.share, like), why };
    });
  }

  /**
   * The words count by the square of the share of them that the best memory holds: where all lack most of the question's
   * words, the few they share are chance. And each memory's count by the share that it holds itself. Likeness is absolute.
   */
  #best(question: Question, { first, likeness }: Compared, options: MemorySearchOptions): readonly Ranked[] {
    const { limit, holds, uses, rewardRank = () => 1 } = options;
    const scores = this.#scores;
    const wordWeight = first === null ? 0 : metShare(question.terms, scores, first) ** 2 / scores.of(first);
    const allTerms = [...question.terms, ...question.emptyTerms];
    const best = new BestOf<Ranked>(limit, precedes);
    const offer = (document: number, like: number): void => {
      const worded = wordWeight * scores.of(document);
      const meant = MEANING_WEIGHT * Math.max(0, like);
      // Most are too far down to come in whatever their standing: they are passed over unread.
      if ((worded + meant) * HIGHEST_STANDING < (best.last?.score ?? 0)) return;
      const memory = this.#memories[document];
      if (memory === undefined || !holds(memory)) return;
      const score = worded * metShare(allTerms, scores, document) + meant;
      best.offer({ document, memory, score: score * standing(memory, uses(memory.id)) * rewardRank(memory.id) });
    };
    for (const document of scores.touched) offer(document, likeness[document] ?? 0);
    for (let document = 0; document < likeness.length; document++) {
      const like = likeness[document] ?? 0;
      if (like >= LEAST_LIKENESS && scores.of(document) === 0) offer(document, like);
    }
    return best.sorted();
  }

  #bestWorded(holds: (memory: Memory) => boolean): number | null {
    let best: number | null = null;
    for (const document of this.#scores.touched) {
      if (best !== null && this.#scores.of(document) <= this.#scores.of(best)) continue;
      const memory = this.#memories[document];
      if (memory !== undefined && holds(memory)) best = document;
    }
    return best;
  }
}

/** How the memories compare with a question: the best by its words, and each one's cosine. */
interface Compared {
  readonly first: number | null;
  readonly likeness: Float32Array;
}

interface Ranked {
  readonly document: number;
  readonly memory: Memory;
  readonly score: number;
}

function precedes(a: Ranked, b: Ranked): boolean {
  return a.score === b.score ? a.memory.id < b.memory.id : a.score > b.score;
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
