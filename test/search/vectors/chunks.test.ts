import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkTable } from '../../../src/core/search/vectors/chunk-table.ts';
import { chunksOf } from '../../../src/core/search/vectors/chunks-of.ts';
import { packVector } from '../../../src/core/search/vectors/packed-vector.ts';

describe('the chunks of a text', () => {
  it('are one where a model reads it whole', () => {
    expect(chunksOf('Deploy on Fridays.\n\nNever on Mondays.')).toEqual(['Deploy on Fridays.\n\nNever on Mondays.']);
  });

  it('end with a sentence or a line', () => {
    const sentence = 'The staging server is restarted by hand after each deploy. ';
    const chunks = chunksOf(sentence.repeat(40));
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) expect(chunk.length % sentence.length).toBe(0);
    for (const chunk of chunksOf('- one of many rules\n'.repeat(100)).slice(0, -1)) expect(chunk).toMatch(/\n$/u);
  });

  it.each([
    ['code without an end', 'x'.repeat(5_000)],
    ['text without spaces', '\u63d0\u4ea4\u524d\u5148\u8fd0\u884c\u6d4b\u8bd5\u3002'.repeat(200)],
    ['signs of two halves', '\u{1f319}'.repeat(1_000)],
  ])('are short enough for the model whatever it is: %s', (_, text) => {
    const chunks = chunksOf(text);
    expect(chunks.join('')).toBe(text);
    for (const chunk of chunks)
      expect(Array.from(chunk).length).toBeLessThanOrEqual(/[^\p{ASCII}]/u.test(text) ? 250 : 700);
  });

  it('are the text, in pieces none of which is empty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { minLength: 1, maxLength: 20 }),
        (texts) => {
          const text = `a${texts.join('. ')}`;
          expect(chunksOf(text).join('')).toBe(text);
          expect(chunksOf(text).every((chunk) => chunk !== '')).toBe(true);
        },
      ),
    );
  });
});

describe('a table of chunks', () => {
  const packed = (...vectors: readonly (readonly number[])[]): Uint8Array =>
    Buffer.concat(vectors.map((vector) => packVector(Float32Array.from(vector))));
  const rounded = (cosines: Float32Array): readonly number[] => Array.from(cosines, (cosine) => Math.round(cosine));
  const ASKED = Float32Array.of(0, 1);

  it('answers how near the nearest chunk of each text is', () => {
    const table = new ChunkTable(2);
    table.setPacked(0, packed([1, 0]));
    table.setPacked(1, packed([1, 0], [0, 1], [-1, 0]));
    table.setPacked(2, packed([0, 1], [1, 0]));
    expect(rounded(table.cosines(ASKED))).toEqual([0, 1, 1]);
  });

  it('forgets the chunks of what was removed or has others now, and gives their places to the next', () => {
    const table = new ChunkTable(2);
    table.setPacked(0, packed([1, 0], [0, 1]));
    table.setPacked(1, packed([1, 0], [0, 1]));
    table.remove(0);
    table.setPacked(1, packed([1, 0]));
    expect(rounded(table.cosines(ASKED))).toEqual([0, 0]);
    table.setPacked(2, packed([1, 0], [1, 0], [0, 1]));
    expect(rounded(table.cosines(ASKED))).toEqual([0, 0, 1]);
    table.setPacked(0, packed([1, 0], [-1, 0]));
    expect(rounded(table.cosines(ASKED))).toEqual([0, 0, 1]);
  });
});
