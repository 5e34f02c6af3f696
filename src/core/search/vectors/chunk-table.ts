import { SCALE_BYTES } from './packed-vector.ts';
import { VectorTable } from './vector-table.ts';

/**
 * The vectors of numbered texts, where a long text has one for each of its chunks and is as near as the nearest of them.
 * Most texts have one: these lie in a table under the text's own number.
 */
export class ChunkTable {
  readonly #size: number;
  readonly #first: VectorTable;
  readonly #further: VectorTable;
  /** The text of each further vector, and the places of each text's. */
  readonly #textOf: number[] = [];
  readonly #placesOf = new Map<number, readonly number[]>();
  readonly #free: number[] = [];

  constructor(dimensions: number) {
    this.#size = SCALE_BYTES + dimensions;
    this.#first = new VectorTable(dimensions);
    this.#further = new VectorTable(dimensions);
  }

  /** Takes what `packVector` made of each chunk, one behind the other. */
  setPacked(text: number, packed: Uint8Array): void {
    if (this.#placesOf.has(text)) this.#removeFurther(text);
    this.#first.setPacked(text, packed.subarray(0, this.#size));
    if (packed.length <= this.#size) return;
    const places: number[] = [];
    for (let start = this.#size; start < packed.length; start += this.#size) {
      const place = this.#free.pop() ?? this.#textOf.length;
      this.#further.setPacked(place, packed.subarray(start, start + this.#size));
      this.#textOf[place] = text;
      places.push(place);
    }
    this.#placesOf.set(text, places);
  }

  remove(text: number): void {
    this.#first.remove(text);
    this.#removeFurther(text);
  }

  /** Highest cosine of each text's chunks with the asked vector, by number; 0 where there is none. Holds until the next call. */
  cosines(asked: Float32Array): Float32Array {
    const cosines = this.#first.cosines(asked);
    if (this.#placesOf.size === 0) return cosines;
    this.#further.cosines(asked).forEach((cosine, place) => {
      const text = this.#textOf[place] ?? 0;
      if (cosine > (cosines[text] ?? 0)) cosines[text] = cosine;
    });
    return cosines;
  }

  #removeFurther(text: number): void {
    for (const place of this.#placesOf.get(text) ?? []) {
      this.#further.remove(place);
      this.#free.push(place);
    }
    this.#placesOf.delete(text);
  }
}
