const WORD = /[\p{L}\p{N}_]+/gu;
/** A pasted log says what it is about in its first lines. */
const MOST_WORDS = 64;

/**
 * How closely texts follow the wording of a question, the words that say little of themselves included: "do not" is
 * told from "do", and one of two texts that differ in a number is found by its own.
 */
export class Closeness {
  readonly #words: ReadonlySet<string>;
  readonly #pairs: ReadonlySet<string>;

  constructor(question: string) {
    const words = wordsOf(question).slice(0, MOST_WORDS);
    this.#words = new Set(words);
    this.#pairs = new Set(pairsOf(words));
  }

  /** Mean of the shares of the question's words, and of its pairs of neighbouring words, that the text holds: 0 to 1. */
  of(text: string): number {
    const words = wordsOf(text);
    const ofWords = share(this.#words, new Set(words));
    return this.#pairs.size === 0 ? ofWords : (ofWords + share(this.#pairs, new Set(pairsOf(words)))) / 2;
  }
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}

function share(asked: ReadonlySet<string>, held: ReadonlySet<string>): number {
  if (asked.size === 0) return 0;
  let met = 0;
  for (const one of asked) if (held.has(one)) met++;
  return met / asked.size;
}
