/** Most terms whose presence is remembered for a document. */
const MOST_PLACES = 31;

/** Scores of few among many numbered things, and which terms made them; reused from question to question. */
export class Scores {
  #values = new Float64Array(0);
  #places = new Int32Array(0);
  #isTouched = new Uint8Array(0);
  #touched: number[] = [];

  /** Empties it and makes room for the numbers below `capacity`. */
  reset(capacity: number): void {
    for (const number of this.#touched) {
      this.#values[number] = 0;
      this.#places[number] = 0;
      this.#isTouched[number] = 0;
    }
    this.#touched = [];
    if (capacity <= this.#values.length) return;
    const length = Math.max(capacity, this.#values.length * 2);
    this.#values = new Float64Array(length);
    this.#places = new Int32Array(length);
    this.#isTouched = new Uint8Array(length);
  }

  /** Adds to a score; `place` is the term's place in the question. */
  add(number: number, score: number, place: number): void {
    if (this.#isTouched[number] !== 1) {
      this.#isTouched[number] = 1;
      this.#touched.push(number);
    }
    this.#values[number] = (this.#values[number] ?? 0) + score;
    if (place < MOST_PLACES) this.#places[number] = (this.#places[number] ?? 0) | (1 << place);
  }

  scale(number: number, factor: number): void {
    this.#values[number] = this.of(number) * factor;
  }

  of(number: number): number {
    return this.#values[number] ?? 0;
  }

  /** Whether the term at `place` of the question was met in the thing. */
  met(number: number, place: number): boolean {
    return place < MOST_PLACES && ((this.#places[number] ?? 0) & (1 << place)) !== 0;
  }

  /** Everything with a score, in no particular order. */
  get touched(): readonly number[] {
    return this.#touched;
  }
}
