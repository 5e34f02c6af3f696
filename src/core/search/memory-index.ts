import type { Memory } from '../memory/memory.ts';
import { EXPLORED } from '../outcomes/exploration.ts';
import type { RewardStanding } from '../outcomes/reward-standing.ts';
import { mergeParts } from './merge-parts.ts';
import { preferMemory } from './prefer-memory.ts';
import type { Question } from './question/question.ts';
import { memoryParts, type QuestionMeaning } from './question/question-meaning.ts';
import {
  type Asked,
  LEAST_LIKENESS,
  type MemoriesByDocument,
  precedes,
  type RankedMemory,
  rankMemories,
} from './rank-memories.ts';
import { Scores } from './scores.ts';
import { top } from './top.ts';
import { ChunkTable } from './vectors/chunk-table.ts';
import { Closeness } from './vectors/closeness.ts';
import type { MemoryVectors } from './vectors/memory-vectors.ts';
import { addToScored, type Bm25Options, scoreDocuments } from './words/bm25.ts';
import type { KeptTerms } from './words/kept-index.ts';
import { knownTerms } from './words/known-terms.ts';
import { type MetWords, metWords, weightOf } from './words/met-words.ts';
import { NamedIndex } from './words/named-index.ts';
import { tokenize } from './words/tokenize.ts';

export interface FoundMemory {
  readonly memory: Memory;
  readonly score: number;
  /** Share of the question's words it holds, 0 to 1. */
  readonly share: number;
  readonly why: readonly string[];
}

export interface MemorySearchOptions extends Partial<RewardStanding> {
  readonly limit: number;
  /** The question's vectors; null to go by the words alone. */
  readonly meaning: QuestionMeaning | null;
  /** What may be answered at all: what holds at the time asked for. */
  readonly holds: (memory: Memory) => boolean;
  /** How often a memory was recalled before. */
  readonly uses: (id: string) => number;
}

const BM25: Bm25Options = { k1: 1.2, b: 0.6, rarity: 1, floor: 1 };
/** Memories whose wording is held against the question's. */
const READ_CLOSELY = 30;
/** The same of each part of the question. */
const READ_OF_PART = 20;
/** How much the same wording counts. */
const CLOSENESS_WEIGHT = 0.6;

type IndexedVectors = Pick<MemoryVectors, 'of' | 'dimensions'>;

/** Where the memories of a kept index are read from, and their vectors: null where one has to be made. */
export interface MemorySource {
  memory(id: string): Memory | undefined;
  /** Those of the ids that there are. */
  memories(ids: readonly string[]): readonly Memory[];
  vector(id: string): Uint8Array | null;
}

/** The memories of a store, searchable by their terms; a memory added again takes the place of its older state. */
export class MemoryIndex {
  #index = new NamedIndex();
  readonly #scores = new Scores();
  readonly #memories: (Memory | undefined)[] = [];
  /** What of a kept index has not been read yet comes from here. */
  #source: MemorySource | null = null;
  readonly #vectors: IndexedVectors | null;
  readonly #table: ChunkTable;
  readonly #unembedded = new Set<string>();
  #unkept = 0;
  /** As the ranking sees it. */
  readonly #ranked: MemoriesByDocument = {
    memory: (document) => this.#memory(document),
    idOf: (document) => this.#index.nameOf(document),
    readAhead: (documents) => this.#readAhead(documents),
  };

  /** Without vectors the memories are found by their words alone. */
  constructor(vectors: IndexedVectors | null = null) {
    this.#vectors = vectors;
    this.#table = new ChunkTable(vectors?.dimensions ?? 0);
  }

  get(id: string): Memory | undefined {
    const document = this.#index.documents.get(id);
    return document === undefined ? undefined : this.#memory(document);
  }

  /** Those whose vector is not known yet. */
  unembedded(): readonly Memory[] {
    return Array.from(this.#unembedded, (id) => this.get(id)).filter((memory) => memory !== undefined);
  }

  hasVectors(): boolean {
    return this.#unembedded.size < this.#index.documents.size && this.#vectors !== null;
  }

  /** Takes the vectors of a memory that is still as it was embedded. */
  setVector(memory: Memory, packed: Uint8Array): void {
    const document = this.#index.documents.get(memory.id);
    if (document === undefined || this.#memory(document) !== memory) return;
    this.#table.setPacked(document, packed);
    this.#unembedded.delete(memory.id);
  }

  add(memory: Memory): void {
    this.remove(memory.id);
    const document = this.#index.add(memory.id, termsOf(memory));
    this.#memories[document] = memory;
    this.#unkept++;
    if (this.#vectors !== null) this.#setKnownVector(document, memory.id, this.#vectors.of(memory));
  }

  /** Memories added or removed since the index was kept. */
  get unkept(): number {
    return this.#unkept;
  }

  /** Goes on from a kept index, each of whose memories is read when a question comes near it; before anything is added. */
  restore(kept: KeptTerms, source: MemorySource): void {
    this.#index = new NamedIndex(kept);
    this.#source = source;
    if (this.#vectors === null) return;
    for (const [id, document] of this.#index.documents) this.#setKnownVector(document, id, source.vector(id));
  }

  keep(): KeptTerms {
    this.#unkept = 0;
    return this.#index.keep();
  }

  remove(id: string): void {
    const document = this.#index.remove(id);
    if (document === undefined) return;
    this.#unkept++;
    this.#table.remove(document);
    this.#unembedded.delete(id);
    this.#memories[document] = undefined;
  }

  #setKnownVector(document: number, id: string, packed: Uint8Array | null): void {
    if (packed === null) this.#unembedded.add(id);
    else this.#table.setPacked(document, packed);
  }

  /** Together, which takes a part of the time. */
  #readAhead(documents: Iterable<number>): void {
    if (this.#source === null) return;
    const unread = Array.from(documents).filter((document) => this.#memories[document] === undefined);
    const ids = unread.map((document) => this.#index.nameOf(document)).filter((id) => id !== undefined);
    for (const memory of this.#source.memories(ids)) {
      const document = this.#index.documents.get(memory.id);
      if (document !== undefined) this.#memories[document] = memory;
    }
  }

  #memory(document: number): Memory | undefined {
    const id = this.#index.nameOf(document);
    if (id === undefined) return undefined;
    this.#memories[document] ??= this.#source?.memory(id);
    return this.#memories[document];
  }

  search(question: Question, options: MemorySearchOptions): readonly FoundMemory[] {
    const { limit, meaning } = options;
    const whole = this.#rank(question, meaning?.whole ?? null, { ...options, limit: Math.max(READ_CLOSELY, limit) });
    const total = weightOf(question.terms);
    const parts = memoryParts(question).map((part, place) => ({
      share: weightOf(part.terms) / total,
      ranked: this.#rank({ ...part, emptyTerms: [] }, meaning?.parts[place] ?? null, {
        ...options,
        limit: READ_OF_PART,
      }),
    }));
    const preferred = mergeParts(whole, parts).map((one) => {
      const preferences = preferMemory(one.memory, question);
      const score = preferences.reduce((product, { factor }) => product * factor, one.score);
      return { ...one, score, preferred: preferences.map(({ why }) => why) };
    });
    return top(preferred, limit, precedes).map(({ memory, score, words, like, preferred: reasons }) => {
      const why = [
        ...(words.share > 0 ? [words.why] : []),
        ...(like >= LEAST_LIKENESS ? ['similar in meaning'] : []),
        ...reasons,
        ...(memory.pinned ? ['pinned'] : []),
        ...(options.isExplored?.(memory.id) === true ? [EXPLORED] : []),
      ];
      return { memory, score, share: Math.max(words.share, like), why };
    });
  }

  /** What answers a question or a part of one. */
  #rank(asked: Asked, meaning: Float32Array | null, options: MemorySearchOptions): readonly Read[] {
    const { index } = this.#index;
    scoreDocuments(index, knownTerms(index, asked.terms), BM25, this.#scores);
    const first = this.#bestWorded(options.holds);
    addToScored(index, asked.emptyTerms, BM25, this.#scores);
    const likeness = meaning === null ? new Float32Array(0) : this.#table.cosines(meaning);
    const closeness = new Closeness(asked.text);
    return rankMemories(asked, { scores: this.#scores, first, likeness }, this.#ranked, options).map(
      ({ document, memory, score }) => {
        const close = 1 + CLOSENESS_WEIGHT * closeness.of(`${memory.path} ${memory.text}`);
        const words = metWords(asked, this.#scores, document);
        return { document, memory, score: score * close, words, like: likeness[document] ?? 0 };
      },
    );
  }

  #bestWorded(holds: (memory: Memory) => boolean): number | null {
    let best: number | null = null;
    for (const document of this.#scores.touched) {
      if (best !== null && this.#scores.of(document) <= this.#scores.of(best)) continue;
      const memory = this.#memory(document);
      if (memory !== undefined && holds(memory)) best = document;
    }
    return best;
  }
}

/** One whose wording was held against the question's. */
interface Read extends RankedMemory {
  readonly words: MetWords;
  readonly like: number;
}

/** Words of path and tags count twice. */
function termsOf(memory: Memory): readonly string[] {
  const name = tokenize(`${memory.path} ${memory.tags.join(' ')}`);
  return [...name, ...name, ...tokenize(memory.text)];
}
