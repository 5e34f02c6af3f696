/** Words in a row that two texts must share for the one to repeat the other. */
const RUN = 5;

/**
 * Tells texts that repeat what is to be hidden: they share a run of five words with it, or all its words where it has
 * fewer. What stays elsewhere, and so may be read, hides nothing.
 */
export class HiddenWords {
  readonly #runs = new Set<string>();
  readonly #lengths = new Set<number>();

  constructor(hidden: readonly string[], kept: readonly string[]) {
    for (const text of hidden) {
      const words = wordsOf(text);
      const length = Math.min(RUN, words.length);
      if (length === 0) continue;
      this.#lengths.add(length);
      for (const run of runsOf(words, length)) this.#runs.add(run);
    }
    for (const text of kept) {
      for (const length of this.#lengths) for (const run of runsOf(wordsOf(text), length)) this.#runs.delete(run);
    }
  }

  isRepeatedIn(text: string): boolean {
    if (this.#runs.size === 0) return false;
    const words = wordsOf(text);
    for (const length of this.#lengths) for (const run of runsOf(words, length)) if (this.#runs.has(run)) return true;
    return false;
  }
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function* runsOf(words: readonly string[], length: number): Generator<string, void> {
  for (let at = 0; at + length <= words.length; at++) yield words.slice(at, at + length).join(' ');
}
