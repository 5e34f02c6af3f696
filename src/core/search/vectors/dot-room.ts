/** Room for vectors of bytes, by number, and the dot products of another vector with all of them. */
export interface DotRoom {
  set(number: number, vector: Int8Array): void;
  /** As it was set; holds until the next call. */
  get(number: number): Int8Array;
  clear(number: number): void;
  /** Dot product with each of the first `count`; holds until the next call. */
  dots(asked: Int8Array, count: number): Int32Array;
}

const LEAST_CAPACITY = 128;

/** Where there is no WebAssembly. */
export class PlainDotRoom implements DotRoom {
  readonly #dimensions: number;
  #bytes = new Int8Array(0);
  #dots = new Int32Array(0);

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  set(number: number, vector: Int8Array): void {
    const start = number * this.#dimensions;
    if (start + this.#dimensions > this.#bytes.length) {
      const bytes = new Int8Array(grownCapacity(number + 1, this.#bytes.length / this.#dimensions) * this.#dimensions);
      bytes.set(this.#bytes);
      this.#bytes = bytes;
    }
    this.#bytes.set(vector, start);
  }

  get(number: number): Int8Array {
    return this.#bytes.subarray(number * this.#dimensions, (number + 1) * this.#dimensions);
  }

  clear(number: number): void {
    this.#bytes.fill(0, number * this.#dimensions, (number + 1) * this.#dimensions);
  }

  dots(asked: Int8Array, count: number): Int32Array {
    const dimensions = this.#dimensions;
    const bytes = this.#bytes;
    if (this.#dots.length < count) this.#dots = new Int32Array(grownCapacity(count, this.#dots.length));
    for (let number = 0, start = 0; number < count; number++, start += dimensions) {
      // Two sums at once: neither waits for the other.
      let even = 0;
      let odd = 0;
      for (let at = 0; at < dimensions; at += 2) {
        even = (even + Math.imul(bytes[start + at] ?? 0, asked[at] ?? 0)) | 0;
        odd = (odd + (at + 1 < dimensions ? Math.imul(bytes[start + at + 1] ?? 0, asked[at + 1] ?? 0) : 0)) | 0;
      }
      this.#dots[number] = even + odd;
    }
    return this.#dots.subarray(0, count);
  }
}

/** So many at least, and twice as many as before, so that growing stays linear. */
export function grownCapacity(count: number, before: number): number {
  return Math.max(count, before * 2, LEAST_CAPACITY);
}
