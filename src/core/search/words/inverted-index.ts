import type { Postings } from './postings.ts';

type GrowableArray = Uint8Array | Int32Array;

const NONE = -1;
/** The tail is merged when it is this long and a quarter of the postings: linear work over the index's life. */
const LEAST_TAIL = 65_536;
/** Fewer removed documents are passed over as quickly as a merge takes. */
const MOST_DEAD = 1_000;
const MOST_FREQUENT = 255;

/**
 * Which documents hold which terms, how often. Postings lie in four flat arrays: a frozen part sorted by term and
 * a tail of linked lists that takes additions.
 * A document's number is never given twice; a removed one leaves dead postings until the next merge.
 */
export class InvertedIndex {
  /** Sorted: looked up by halves, they need no table, which would take a start longer than all else. */
  #keptTerms: readonly string[] = [];
  /** The others, numbered after them. */
  readonly #newTerms = new Map<string, number>();
  /** Postings of each term, dead ones included. */
  #postingsOf = new Int32Array(1024);
  #lengths = new Int32Array(1024);
  #isLive = new Uint8Array(1024);
  #documents = 0;
  #live = 0;
  #liveLength = 0;
  /** Documents removed since the last merge. */
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

  /** Goes on from kept postings: the documents have their numbers in turn. */
  static from({ terms, lengths, offsets, documents, frequencies }: Postings): InvertedIndex {
    const index = new InvertedIndex();
    index.#keptTerms = terms;
    index.#makeRoomFor(terms.length);
    for (let number = 0; number < terms.length; number++)
      index.#postingsOf[number] = (offsets[number + 1] ?? 0) - (offsets[number] ?? 0);
    index.#lengths = lengths;
    index.#isLive = new Uint8Array(lengths.length).fill(1);
    index.#documents = lengths.length;
    index.#live = lengths.length;
    index.#liveLength = lengths.reduce((sum, length) => sum + length, 0);
    index.#offsets = offsets;
    index.#frozenDocuments = documents;
    index.#frozenFrequencies = frequencies;
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
    const held = Array.from(this.#terms())
      .filter(([, number]) => (this.#postingsOf[number] ?? 0) > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const offsets = new Int32Array(held.length + 1);
    const documents = new Int32Array(this.#frozenDocuments.length);
    const frequencies = new Uint8Array(this.#frozenDocuments.length);
    let size = 0;
    for (const [place, [, number]] of held.entries()) {
      const end = this.#offsets[number + 1] ?? 0;
      for (let at = this.#offsets[number] ?? 0; at < end; at++) {
        documents[size] = numbers[this.#frozenDocuments[at] ?? 0] ?? NONE;
        frequencies[size++] = this.#frozenFrequencies[at] ?? 0;
      }
      offsets[place + 1] = size;
    }
    return { terms: held.map(([term]) => term), lengths, offsets, documents, frequencies };
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
    if (this.#dead === 0) return this.#postingsOf[this.#numberOf(term) ?? NONE] ?? 0;
    let live = 0;
    this.visit(term, () => live++);
    return live;
  }

  /** Up to `limit` held terms that begin with `start`, the shortest first. */
  completions(start: string, limit: number): readonly string[] {
    const found: string[] = [];
    for (const [term] of this.#terms()) {
      if (term.startsWith(start) && this.documentFrequency(term) > 0) found.push(term);
    }
    return found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, limit);
  }

  /** Takes a document's terms in and answers its number. */
  add(terms: readonly string[]): number {
    const document = this.#newDocument(terms.length);
    for (const number of this.#count(terms)) {
      this.#postingsOf[number] = (this.#postingsOf[number] ?? 0) + 1;
      this.#append(number, document, Math.min(MOST_FREQUENT, this.#counts[number] ?? 0));
      this.#counts[number] = 0;
    }
    if (this.#tailSize > LEAST_TAIL && this.#tailSize * 4 > this.#frozenDocuments.length) this.#merge();
    return document;
  }

  remove(document: number): void {
    if (this.#isLive[document] !== 1) return;
    this.#isLive[document] = 0;
    this.#live--;
    this.#liveLength -= this.#lengths[document] ?? 0;
    this.#dead++;
    if (this.#dead > MOST_DEAD && this.#dead > this.#live) this.#merge();
  }

  /** Calls `visit` with each live document that holds the term, and how often; the order is not defined. */
  visit(term: string, visit: (document: number, frequency: number) => void): void {
    const number = this.#numberOf(term);
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
  #count(terms: readonly string[]): readonly number[] {
    const distinct: number[] = [];
    for (const term of terms) {
      const number = this.#numberOf(term) ?? this.#newTerm(term);
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

  #numberOf(term: string): number | undefined {
    const number = this.#newTerms.get(term);
    if (number !== undefined) return number;
    const terms = this.#keptTerms;
    let low = 0;
    let high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((terms[middle] ?? '') < term) low = middle + 1;
      else high = middle;
    }
    return terms[low] === term ? low : undefined;
  }

  /** Every term with its number, in the order of the numbers. */
  *#terms(): Iterable<readonly [term: string, number: number]> {
    for (const [number, term] of this.#keptTerms.entries()) yield [term, number];
    yield* this.#newTerms;
  }

  #newTerm(term: string): number {
    const number = this.#keptTerms.length + this.#newTerms.size;
    this.#newTerms.set(term, number);
    this.#makeRoomFor(number + 1);
    return number;
  }

  #makeRoomFor(terms: number): void {
    this.#postingsOf = grown(this.#postingsOf, terms);
    this.#counts = grown(this.#counts, terms);
    const before = this.#tailHead.length;
    this.#tailHead = grown(this.#tailHead, terms);
    if (this.#tailHead.length > before) this.#tailHead.fill(NONE, before);
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
    const offsets = new Int32Array(this.#keptTerms.length + this.#newTerms.size + 1);
    const documents = new Int32Array(this.#postingsOf.reduce((sum, count) => sum + count, 0));
    const frequencies = new Uint8Array(documents.length);
    let size = 0;
    for (const [term, number] of this.#terms()) {
      this.visit(term, (document, frequency) => {
        documents[size] = document;
        frequencies[size++] = frequency;
      });
      offsets[number + 1] = size;
      this.#postingsOf[number] = size - (offsets[number] ?? 0);
    }
    this.#offsets = offsets;
    this.#frozenDocuments = documents.subarray(0, size);
    this.#frozenFrequencies = frequencies.subarray(0, size);
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
