import { packVector, SCALE_BYTES } from './packed-vector.ts';

const LEAST_CAPACITY = 128;

/**
 * Vectors of length 1 by number, each as bytes and a scale. Compared with every one of them: at the sizes of a store
 * this takes milliseconds, needs no building, and forgets a vector at once.
 */
export class VectorTable {
  readonly #dimensions: number;
  #bytes = new Int8Array(0);
  #scales = new Float32Array(0);
  #cosines = new Float32Array(0);
  #size = 0;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  set(number: number, vector: Float32Array): void {
    this.#reserve(number + 1);
    const packed = packVector(vector);
    this.#scales[number] = new DataView(packed.buffer).getFloat32(0, true);
    this.#bytes.set(new Int8Array(packed.buffer, SCALE_BYTES), number * this.#dimensions);
    this.#size = Math.max(this.#size, number + 1);
  }

  remove(number: number): void {
    if (number >= this.#size) return;
    this.#scales[number] = 0;
    this.#bytes.fill(0, number * this.#dimensions, (number + 1) * this.#dimensions);
  }

  /** Cosine of each vector with the asked one, by number; 0 where there is none. Holds until the next call. */
  cosines(asked: Float32Array): Float32Array {
    const dimensions = this.#dimensions;
    const bytes = this.#bytes;
    const packed = packVector(asked);
    const query = new Int8Array(packed.buffer, SCALE_BYTES);
    const scale = new DataView(packed.buffer).getFloat32(0, true);
    if (this.#cosines.length < this.#size) this.#cosines = new Float32Array(this.#scales.length);
    for (let number = 0, start = 0; number < this.#size; number++, start += dimensions) {
      // Two sums at once: neither waits for the other.
      let even = 0;
      let odd = 0;
      for (let at = 0; at < dimensions; at += 2) {
        even = (even + Math.imul(bytes[start + at] ?? 0, query[at] ?? 0)) | 0;
        odd = (odd + Math.imul(bytes[start + at + 1] ?? 0, query[at + 1] ?? 0)) | 0;
      }
      this.#cosines[number] = Math.min(1, (even + odd) * scale * (this.#scales[number] ?? 0));
    }
    return this.#cosines.subarray(0, this.#size);
  }

  #reserve(size: number): void {
    if (size <= this.#scales.length) return;
    const capacity = Math.max(size, this.#scales.length * 2, LEAST_CAPACITY);
    const bytes = new Int8Array(capacity * this.#dimensions);
    bytes.set(this.#bytes);
    const scales = new Float32Array(capacity);
    scales.set(this.#scales);
    this.#bytes = bytes;
    this.#scales = scales;
  }
}
