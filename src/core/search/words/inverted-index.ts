import type { Postings } from './postings.ts';

type GrowableArray = Uint8Array | Int32Array;

const NONE = -1;
/** The tail is merged when it is this long and a quarter of the postings: linear work over the index's life. */
const LEAST_TAIL = 65_536;
const MOST_FREQUENT = 255;

/**
 * Which documents hold which terms, how often. Postings lie in four flat arrays: a frozen part sorted by term and
 * a tail of linked lists that takes additions.
 * A document's number is never given twice; removal needs its terms again and leaves dead postings until the next merge.
 */
export class InvertedIndex {
  readonly #numberOfTerm = new Map<string, number>();
  #documentFrequency = new Int32Array(1024);
  #lengths = new Int32Array(1024);
  #isLive = new Uint8Array(1024);
  #documents = 0;
  #live = 0;
  #liveLength = 0;
  #dead = 0;

  #offsets = new Int32Array(1);
  #frozenDocuments = new Int32Array(0);
  #frozenFrequencies = new Uint8Array(0);

  #tailHead = new Int32Array(1024).fill(NONE);
  #tailNext = new Int32Array(1024);
  #tailDocuments = new Int32Array(1024);
  #tailFrequencies = new Uint8Array(1024);
  #tailSize = 0;

  #counts = new Int32Array(1024);

  /** Goes on from kept postings, without the documents that `isKept` denies; the others have their numbers in turn. */
  static from(kept: Postings, isKept: (document: number) => boolean): InvertedIndex {
    const index = new InvertedIndex();
    const numbers = new Int32Array(kept.lengths.length).fill(NONE);
    kept.lengths.forEach((length, document) => {
      if (isKept(document)) numbers[document] = index.#newDocument(length);
    });
    const offsets = new Int32Array(kept.terms.length + 1);
    const documents = new Int32Array(kept.documents.length);
    const frequencies = new Uint8Array(kept.documents.length);
    let size = 0;
    for (const [term, name] of kept.terms.entries()) {
      const number = index.#newTerm(name);
      const end = kept.offsets[term + 1] ?? 0;
      for (let at = kept.offsets[term] ?? 0; at < end; at++) {
        const document = numbers[kept.documents[at] ?? 0] ?? NONE;
        if (document === NONE) continue;
        documents[size] = document;
        frequencies[size++] = kept.frequencies[at] ?? 0;
      }
      offsets[number + 1] = size;
      index.#documentFrequency[number] = size - (offsets[number] ?? 0);
    }
    index.#offsets = offsets;
    index.#frozenDocuments = documents.subarray(0, size);
    index.#frozenFrequencies = frequencies.subarray(0, size);
    return index;
  }

  /** What is held now, to be kept: of documents that were taken out no trace is left. */
  postings(): Postings {
    this.#merge();
    const numbers = new Int32Array(this.#documents).fill(NONE);
    const lengths = new Int32Array(this.#live);
    let live = 0;
    for (let document = 0; document < this.#documents; document++) {
      if (this.#isLive[document] !== 1) continue;
      lengths[live] = this.#lengths[document] ?? 0;
      numbers[document] = live++;
    }
    const held = Array.from(this.#numberOfTerm).filter(([, number]) => (this.#documentFrequency[number] ?? 0) > 0);
    return {
      terms: held.map(([term]) => term),
      lengths,
      // Terms that no document holds any more have no postings after a merge.
      offsets: Int32Array.from([0, ...held.map(([, number]) => this.#offsets[number + 1] ?? 0)]),
      documents: this.#frozenDocuments.map((document) => numbers[document] ?? NONE),
      frequencies: this.#frozenFrequencies,
    };
  }

  /** Documents held now. */
  get size(): number {
    return this.#live;
  }

  /** One more than the highest document number given so far. */
  get capacity(): number {
    return this.#documents;
  }

  /** Average number of terms in a document; 1 for an empty index. */
  get averageLength(): number {
    return this.#live === 0 ? 1 : Math.max(1, this.#liveLength / this.#live);
  }

  length(document: number): number {
    return this.#lengths[document] ?? 0;
  }

  documentFrequency(term: string): number {
    const number = this.#numberOfTerm.get(term);
    return number === undefined ? 0 : (this.#documentFrequency[number] ?? 0);
  }

  /** Up to `limit` held terms that begin with `start`, the shortest first. */
  completions(start: string, limit: number): readonly string[] {
    const found: string[] = [];
    for (const [term, number] of this.#numberOfTerm) {
      if (term.startsWith(start) && (this.#documentFrequency[number] ?? 0) > 0) found.push(term);
    }
    return found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, limit);
  }

  /** Takes a document's terms in and answers its number. */
  add(terms: readonly string[]): number {
    const document = this.#newDocument(terms.length);
    const distinct = this.#count(terms, true);
    for (const number of distinct) {
      this.#documentFrequency[number] = (this.#documentFrequency[number] ?? 0) + 1;
      this.#append(number, document, Math.min(MOST_FREQUENT, this.#counts[number] ?? 0));
      this.#counts[number] = 0;
    }
    if (this.#tailSize > LEAST_TAIL && this.#tailSize * 4 > this.#frozenDocuments.length) this.#merge();
    return document;
  }

  /** Takes a document out; `terms` are those it was added with. */
  remove(document: number, terms: readonly string[]): void {
    if (this.#isLive[document] !== 1) return;
    this.#isLive[document] = 0;
    this.#live--;
    this.#liveLength -= terms.length;
    for (const number of this.#count(terms, false)) {
      this.#documentFrequency[number] = (this.#documentFrequency[number] ?? 0) - 1;
      this.#counts[number] = 0;
      this.#dead++;
    }
    if (this.#dead > LEAST_TAIL && this.#dead * 4 > this.#frozenDocuments.length) this.#merge();
  }

  /** Calls `visit` with each live document that holds the term, and how often; the order is not defined. */
  visit(term: string, visit: (document: number, frequency: number) => void): void {
    const number = this.#numberOfTerm.get(term);
    if (number === undefined) return;
    const isLive = this.#isLive;
    const documents = this.#frozenDocuments;
    const frequencies = this.#frozenFrequencies;
    const end = this.#offsets[number + 1] ?? 0;
    for (let at = this.#offsets[number] ?? 0; at < end; at++) {
      const document = documents[at] ?? 0;
      if (isLive[document] === 1) visit(document, frequencies[at] ?? 0);
    }
    for (let at = this.#tailHead[number] ?? NONE; at !== NONE; at = this.#tailNext[at] ?? NONE) {
      const document = this.#tailDocuments[at] ?? 0;
      if (isLive[document] === 1) visit(document, this.#tailFrequencies[at] ?? 0);
    }
  }

  /** Leaves each term's count in `#counts` and answers the distinct term numbers. */
  #count(terms: readonly string[], addsUnknown: boolean): readonly number[] {
    const distinct: number[] = [];
    for (const term of terms) {
      let number = this.#numberOfTerm.get(term);
      if (number === undefined) {
        if (!addsUnknown) continue;
        number = this.#newTerm(term);
      }
      const count = this.#counts[number] ?? 0;
      if (count === 0) distinct.push(number);
      this.#counts[number] = count + 1;
    }
    return distinct;
  }

  #newDocument(length: number): number {
    const document = this.#documents++;
    this.#lengths = grown(this.#lengths, this.#documents);
    this.#isLive = grown(this.#isLive, this.#documents);
    this.#lengths[document] = length;
    this.#isLive[document] = 1;
    this.#live++;
    this.#liveLength += length;
    return document;
  }

  #newTerm(term: string): number {
    const number = this.#numberOfTerm.size;
    this.#numberOfTerm.set(term, number);
    this.#documentFrequency = grown(this.#documentFrequency, number + 1);
    this.#counts = grown(this.#counts, number + 1);
    const before = this.#tailHead.length;
    this.#tailHead = grown(this.#tailHead, number + 1);
    if (this.#tailHead.length > before) this.#tailHead.fill(NONE, before);
    return number;
  }

  #append(term: number, document: number, frequency: number): void {
    const at = this.#tailSize++;
    if (at >= this.#tailNext.length) {
      this.#tailNext = grown(this.#tailNext, this.#tailSize);
      this.#tailDocuments = grown(this.#tailDocuments, this.#tailSize);
      this.#tailFrequencies = grown(this.#tailFrequencies, this.#tailSize);
    }
    this.#tailNext[at] = this.#tailHead[term] ?? NONE;
    this.#tailDocuments[at] = document;
    this.#tailFrequencies[at] = frequency;
    this.#tailHead[term] = at;
  }

  /** Sorts frozen part and tail by term into a new frozen part, dead postings left behind. */
  #merge(): void {
    const offsets = new Int32Array(this.#numberOfTerm.size + 1);
    for (let term = 0; term < this.#numberOfTerm.size; term++) {
      offsets[term + 1] = (offsets[term] ?? 0) + (this.#documentFrequency[term] ?? 0);
    }
    const documents = new Int32Array(offsets[this.#numberOfTerm.size] ?? 0);
    const frequencies = new Uint8Array(documents.length);
    let at = 0;
    for (const term of this.#numberOfTerm.keys()) {
      this.visit(term, (document, frequency) => {
        documents[at] = document;
        frequencies[at++] = frequency;
      });
    }
    this.#offsets = offsets;
    this.#frozenDocuments = documents;
    this.#frozenFrequencies = frequencies;
    this.#tailHead.fill(NONE);
    this.#tailSize = 0;
    this.#dead = 0;
  }
}

function grown<T extends GrowableArray>(array: T, size: number): T;
function grown(array: GrowableArray, size: number): GrowableArray {
  if (size <= array.length) return array;
  const length = Math.max(size, array.length * 2);
  return array instanceof Uint8Array ? copied(array, new Uint8Array(length)) : copied(array, new Int32Array(length));
}

function copied<T extends GrowableArray>(from: T, to: T): T {
  to.set(from);
  return to;
}
