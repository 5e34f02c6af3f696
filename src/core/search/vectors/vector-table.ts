import { type DotRoom, grownCapacity, PlainDotRoom } from './dot-room.ts';
import { packVector, SCALE_BYTES } from './packed-vector.ts';
import { createWasmDotRoom } from './wasm-dot-room.ts';

/**
 * Vectors of length 1 by number, each as bytes and a scale. Compared with every one of them: at the sizes of a store
 * this takes milliseconds, needs no building, and forgets a vector at once.
 */
export class VectorTable {
  readonly #dimensions: number;
  /** Made with the first vector. */
  #room: DotRoom | null = null;
  #scales = new Float32Array(0);
  #cosines = new Float32Array(0);
  #size = 0;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  set(number: number, vector: Float32Array): void {
    this.setPacked(number, packVector(vector));
  }

  /** Takes what `packVector` made. */
  setPacked(number: number, packed: Uint8Array): void {
    this.#room ??= createWasmDotRoom(this.#dimensions) ?? new PlainDotRoom(this.#dimensions);
    if (number >= this.#scales.length) {
      const scales = new Float32Array(grownCapacity(number + 1, this.#scales.length));
      scales.set(this.#scales);
      this.#scales = scales;
    }
    this.#scales[number] = scaleOf(packed);
    this.#room.set(number, bytesOf(packed));
    this.#size = Math.max(this.#size, number + 1);
  }

  /** Takes what {@link allPacked} gave. */
  setAllPacked(packed: Uint8Array): void {
    const length = SCALE_BYTES + this.#dimensions;
    for (let number = 0; (number + 1) * length <= packed.length; number++)
      this.setPacked(number, packed.subarray(number * length, (number + 1) * length));
  }

  /** The first `count` as `packVector` makes them, one after the other; of zeros where there is none. */
  allPacked(count: number): Uint8Array<ArrayBuffer> {
    const length = SCALE_BYTES + this.#dimensions;
    const packed = new Uint8Array(count * length);
    const view = new DataView(packed.buffer);
    for (let number = 0; number < Math.min(count, this.#size); number++) {
      view.setFloat32(number * length, this.#scales[number] ?? 0, true);
      packed.set(new Uint8Array(this.#room?.get(number) ?? []), number * length + SCALE_BYTES);
    }
    return packed;
  }

  remove(number: number): void {
    if (number >= this.#size) return;
    this.#scales[number] = 0;
    this.#room?.clear(number);
  }

  /** Cosine of each vector with the asked one, by number; 0 where there is none. Holds until the next call. */
  cosines(asked: Float32Array): Float32Array {
    if (this.#room === null) return this.#cosines.subarray(0, 0);
    const packed = packVector(asked);
    const scale = scaleOf(packed);
    const dots = this.#room.dots(bytesOf(packed), this.#size);
    if (this.#cosines.length < this.#size) this.#cosines = new Float32Array(this.#scales.length);
    for (let number = 0; number < this.#size; number++) {
      this.#cosines[number] = Math.min(1, (dots[number] ?? 0) * scale * (this.#scales[number] ?? 0));
    }
    return this.#cosines.subarray(0, this.#size);
  }
}

function scaleOf(packed: Uint8Array): number {
  return new DataView(packed.buffer, packed.byteOffset).getFloat32(0, true);
}

function bytesOf(packed: Uint8Array): Int8Array {
  return new Int8Array(packed.buffer, packed.byteOffset + SCALE_BYTES, packed.byteLength - SCALE_BYTES);
}
