import { InvertedIndex } from './inverted-index.ts';
import type { KeptTerms } from './kept-index.ts';

/** An inverted index whose documents have names; one that is added again takes the place of its older state. */
export class NamedIndex {
  readonly index: InvertedIndex;
  readonly #names: (string | undefined)[];
  readonly #documents: Map<string, number>;

  /** Goes on from what {@link keep} gave. */
  constructor(kept?: KeptTerms) {
    this.index = kept === undefined ? new InvertedIndex() : InvertedIndex.from(kept.postings);
    this.#names = [...(kept?.names ?? [])];
    this.#documents = new Map(this.#names.map((name, document) => [name ?? '', document]));
  }

  /** Documents held now, by name. */
  get documents(): ReadonlyMap<string, number> {
    return this.#documents;
  }

  nameOf(document: number): string | undefined {
    return this.#names[document];
  }

  /** Answers the document's number. */
  add(name: string, terms: readonly string[]): number {
    this.remove(name);
    const document = this.index.add(terms);
    this.#names[document] = name;
    this.#documents.set(name, document);
    return document;
  }

  /** Answers the number that the document had. */
  remove(name: string): number | undefined {
    const document = this.#documents.get(name);
    if (document === undefined) return undefined;
    this.index.remove(document);
    this.#documents.delete(name);
    this.#names[document] = undefined;
    return document;
  }

  keep(): KeptTerms {
    return { names: this.#names.filter((name) => name !== undefined), postings: this.index.postings() };
  }
}
