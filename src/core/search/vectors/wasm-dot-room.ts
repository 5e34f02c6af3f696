import { type DotRoom, grownCapacity } from './dot-room.ts';

/** Bytes that one instruction takes at once; each vector is filled up to a multiple of them. */
const LANES = 16;
const PAGE = 65_536;

/**
 * The dot products, 16 numbers at a time, with the memory it works on. As text:
 *
 *     (module (memory (export "memory") 1)
 *       (func (export "dots") (param $asked i32) (param $at i32) (param $end i32) (param $stride i32) (param $out i32)
 *         (local $stop i32) (local $other i32) (local $sum v128) (local $a v128) (local $b v128)
 *         (loop $vectors
 *           (local.set $stop (i32.add (local.get $at) (local.get $stride)))
 *           (local.set $other (local.get $asked))
 *           (local.set $sum (v128.const i32x4 0 0 0 0))
 *           (loop $numbers
 *             (local.set $a (v128.load (local.get $at)))
 *             (local.set $b (v128.load (local.get $other)))
 *             (local.set $sum (i32x4.add (local.get $sum) (i32x4.add
 *               (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_low_i8x16_s (local.get $a) (local.get $b)))
 *               (i32x4.extadd_pairwise_i16x8_s (i16x8.extmul_high_i8x16_s (local.get $a) (local.get $b))))))
 *             (local.set $other (i32.add (local.get $other) (i32.const 16)))
 *             (br_if $numbers (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $stop))))
 *           (i32.store (local.get $out) (i32.add
 *             (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
 *             (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
 *           (local.set $out (i32.add (local.get $out) (i32.const 4)))
 *           (br_if $vectors (i32.lt_u (local.get $at) (local.get $end))))))
 */
const MODULE =
  'AGFzbQEAAAABCQFgBX9/f39/AAMCAQAFAwEAAQcRAgZtZW1vcnkCAARkb3RzAAAKlwEBlAECAn8DewNAIAEgA2ohBSAAIQb9DAAAAAAAAAAAAAAAAAAA' +
  'AAAhBwNAIAH9AAAAIQggBv0AAAAhCSAHIAggCf2cAf1+IAggCf2dAf1+/a4B/a4BIQcgBkEQaiEGIAFBEGoiASAFSQ0ACyAEIAf9GwAgB/0bAWogB/0b' +
  'AiAH/RsDamo2AgAgBEEEaiEEIAEgAkkNAAsL';

type Dots = (asked: number, at: number, end: number, stride: number, out: number) => void;

/** Answers null where WebAssembly or its vector instructions are missing. */
export function createWasmDotRoom(dimensions: number): DotRoom | null {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(MODULE, 'base64')));
    const { memory, dots } = exports;
    if (!(memory instanceof WebAssembly.Memory) || !isDots(dots)) return null;
    return new WasmDotRoom(dimensions, memory, dots);
  } catch {
    return null;
  }
}

function isDots(value: unknown): value is Dots {
  return typeof value === 'function';
}

/** The asked vector comes first, then the held ones, then, from question to question, the dot products. */
class WasmDotRoom implements DotRoom {
  readonly #dimensions: number;
  readonly #stride: number;
  readonly #memory: WebAssembly.Memory;
  readonly #dots: Dots;
  #capacity = 0;

  constructor(dimensions: number, memory: WebAssembly.Memory, dots: Dots) {
    this.#dimensions = dimensions;
    this.#stride = Math.ceil(dimensions / LANES) * LANES;
    this.#memory = memory;
    this.#dots = dots;
  }

  set(number: number, vector: Int8Array): void {
    this.#reserve(number + 1);
    this.#at(number).set(vector);
  }

  get(number: number): Int8Array {
    return this.#at(number);
  }

  clear(number: number): void {
    this.#at(number).fill(0);
  }

  dots(asked: Int8Array, count: number): Int32Array {
    this.#reserve(count);
    new Int8Array(this.#memory.buffer, 0, this.#dimensions).set(asked);
    const stride = this.#stride;
    const out = stride * (1 + this.#capacity);
    if (count > 0) this.#dots(0, stride, stride * (1 + count), stride, out);
    return new Int32Array(this.#memory.buffer, out, count);
  }

  #at(number: number): Int8Array {
    return new Int8Array(this.#memory.buffer, this.#stride * (1 + number), this.#dimensions);
  }

  #reserve(count: number): void {
    if (count <= this.#capacity) return;
    const capacity = grownCapacity(count, this.#capacity);
    const bytes = this.#stride * (1 + capacity) + 4 * capacity;
    const missing = bytes - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    // Where dot products stood, vectors will: those bytes must be empty again.
    new Int8Array(this.#memory.buffer, this.#stride * (1 + this.#capacity)).fill(0);
    this.#capacity = capacity;
  }
}
