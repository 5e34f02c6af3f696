/** Most terms whose presence is remembered for a document; the bit above marks that it has a score at all. */
const MOST_PLACES = 30;
const TOUCHED = 1 << MOST_PLACES;

/** Scores of few among many numbered things, and which terms made them; reused from question to question. */
export class Scores {
  #values = new Float64Array(0);
  #places = new Int32Array(0);
  #touched: number[] = [];

  /** Empties it and makes room for the numbers below `capacity`. */
  reset(capacity: number): void {
    for (const number of this.#touched) {
      this.#values[number] = 0;
      this.#places[number] = 0;
    }
    this.#touched = [];
    if (capacity <= this.#values.length) return;
    const length = Math.max(capacity, this.#values.length * 2);
    this.#values = new Float64Array(length);
    this.#places = new Int32Array(length);
  }

  /** Adds to a score; `place` is the term's place in the question. */
  add(number: number, score: number, place: number): void {
    const places = this.#places[number] ?? 0;
    if (places === 0) this.#touched.push(number);
    this.#places[number] = places | TOUCHED | (place < MOST_PLACES ? 1 << place : 0);
    this.#values[number] = (this.#values[number] ?? 0) + score;
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
