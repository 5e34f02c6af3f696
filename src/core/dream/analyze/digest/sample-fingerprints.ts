const SMALLEST = 16;
const EVERY = 32;
const MOST = 200;

/**
 * A sample of hashed event marks (id, time and text) that two sessions share when they share events: the smallest hashes and every
 * thirty-second one by value, so that a copied part is seen whatever else each session holds
 * (Broder, *On the resemblance and containment of documents*, 1997).
 */
export function sampleFingerprints(marks: readonly string[]): readonly string[] {
  const hashes = [...new Set(marks.map(hash))].sort((a, b) => a - b);
  const sampled = hashes.filter((value, rank) => rank < SMALLEST || value % EVERY === 0);
  return sampled.slice(0, MOST).map((value) => value.toString(36));
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}
