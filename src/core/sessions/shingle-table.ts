/** Who said a run of words first, where it matters; 0 is nobody. */
export type Speaker = 0 | 1 | 2 | 3;
export const PERSON = 1;
export const TOOL = 2;
export const EXTERNAL = 3;

/** Above this many runs only one in eight is kept, so a text of gigabytes stays within about 256 MB. */
const DENSE_LIMIT = 6_000_000;
const SMALLEST = 1 << 10;

/**
 * Hashes of runs of words with who said them: an open-addressing table of 32 + 30 bits a run and 2 bits for the
 * speaker. Two different runs among a million are taken for one with a chance of about 2^-42.
 */
export class ShingleTable {
  private lows = new Uint32Array(SMALLEST);
  private highs = new Uint32Array(SMALLEST);
  private size = 0;

  get(low: number, high: number): Speaker {
    const tag = this.highs[this.slotOf(low, high)] ?? 0;
    return speakerOf(tag);
  }

  /** What a person said first stays theirs; between tool and external the less trusted is kept. */
  add(low: number, high: number, speaker: typeof PERSON | typeof TOOL | typeof EXTERNAL): void {
    const slot = this.slotOf(low, high);
    const tag = this.highs[slot] ?? 0;
    if (tag !== 0) {
      if (speakerOf(tag) === TOOL && speaker === EXTERNAL) this.highs[slot] = (tag & ~3) | speaker;
      return;
    }
    if (this.size >= DENSE_LIMIT && (low & 7) !== 0) return;
    this.lows[slot] = low;
    this.highs[slot] = (high & ~3) | speaker;
    this.size += 1;
    if (this.size * 2 > this.lows.length) this.grow();
  }

  private slotOf(low: number, high: number): number {
    const mask = this.lows.length - 1;
    let slot = low & mask;
    for (;;) {
      const tag = this.highs[slot] ?? 0;
      if (tag === 0 || (this.lows[slot] === low >>> 0 && (tag ^ high) >>> 2 === 0)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const { lows, highs } = this;
    this.lows = new Uint32Array(lows.length * 2);
    this.highs = new Uint32Array(lows.length * 2);
    for (let index = 0; index < lows.length; index += 1) {
      const tag = highs[index] ?? 0;
      if (tag === 0) continue;
      const low = lows[index] ?? 0;
      const slot = this.slotOf(low, tag);
      this.lows[slot] = low;
      this.highs[slot] = tag;
    }
  }
}

function speakerOf(tag: number): Speaker {
  switch (tag & 3) {
    case 1:
      return PERSON;
    case 2:
      return TOOL;
    case 3:
      return EXTERNAL;
    default:
      return 0;
  }
}
