const WORD = /[\p{L}\p{N}_]+/gu;
const ASCII_WORD = /[a-z0-9_]+/g;
const BEYOND_ASCII = /[\u0080-\uffff]/;
/** A pasted log says what it is about in its first lines, and so does a long text. */
const MOST_WORDS = 64;
const MOST_CHARACTERS = 2_000;

/**
 * How closely texts follow the wording of a question, the words that say little of themselves included: "do not" is
 * told from "do", and one of two texts that differ in a number is found by its own.
 */
export class Closeness {
  /** The question's words by their places in it. */
  readonly #places = new Map<string, number>();
  readonly #pairs: ReadonlySet<number>;

  constructor(question: string) {
    const words = wordsOf(question).slice(0, MOST_WORDS);
    for (const word of words) if (!this.#places.has(word)) this.#places.set(word, this.#places.size);
    const pairs = new Set<number>();
    words.slice(1).forEach((word, at) => {
      pairs.add(pairOf(this.#places.get(words[at] ?? '') ?? 0, this.#places.get(word) ?? 0));
    });
    this.#pairs = pairs;
  }

  /** Mean of the shares of the question's words, and of its pairs of neighbouring words, that the text holds: 0 to 1. */
  of(text: string): number {
    const met = new Set<number>();
    const metPairs = new Set<number>();
    let before: number | undefined;
    for (const word of wordsOf(text)) {
      const place = this.#places.get(word);
      if (place !== undefined) {
        met.add(place);
        if (before !== undefined && this.#pairs.has(pairOf(before, place))) metPairs.add(pairOf(before, place));
      }
      before = place;
    }
    if (met.size === 0) return 0;
    const ofWords = met.size / this.#places.size;
    return this.#pairs.size === 0 ? ofWords : (ofWords + metPairs.size / this.#pairs.size) / 2;
  }
}

function pairOf(before: number, place: number): number {
  return before * MOST_WORDS + place;
}

function wordsOf(text: string): readonly string[] {
  const lower = text.slice(0, MOST_CHARACTERS).toLowerCase();
  return lower.match(BEYOND_ASCII.test(lower) ? WORD : ASCII_WORD) ?? [];
}
