import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { packVector, unpackVector } from '../../../src/core/search/vectors/packed-vector.ts';
import { VectorTable } from '../../../src/core/search/vectors/vector-table.ts';
import { readWordVectors } from '../../../src/core/search/vectors/word-vectors.ts';
import { encodeWordVectors } from '../../../src/core/search/vectors/word-vectors-file.ts';

const DIMENSIONS = 8;
const vectors = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter((numbers) => numbers.some((value) => value !== 0))
  .map((numbers) => unit(numbers));

function unit(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

test('a table of vectors is kept and read back as it was, gaps and all', () => {
  fc.assert(
    fc.property(fc.array(fc.option(vectors), { maxLength: 40 }), vectors, (held, asked) => {
      const table = new VectorTable(DIMENSIONS);
      held.forEach((vector, number) => {
        if (vector !== null) table.set(number, vector);
      });
      const again = new VectorTable(DIMENSIONS);
      again.setAllPacked(table.allPacked(held.length));
      const cosines = held.map((_, number) => table.cosines(asked)[number] ?? 0);
      expect(held.map((_, number) => again.cosines(asked)[number] ?? 0)).toEqual(cosines);
    }),
  );
});

describe('packed vectors', () => {
  it('come back as they were, but for a hundredth', () => {
    fc.assert(
      fc.property(vectors, (vector) => {
        const back = unpackVector(packVector(vector));
        vector.forEach((value, at) => {
          expect(Math.abs((back[at] ?? 0) - value)).toBeLessThan(0.01);
        });
      }),
    );
  });

  it('change no more when packed again', () => {
    fc.assert(
      fc.property(vectors, (vector) => {
        const once = unpackVector(packVector(vector));
        const twice = unpackVector(packVector(once));
        expect(Array.from(twice, (value) => value.toFixed(5))).toEqual(Array.from(once, (value) => value.toFixed(5)));
      }),
    );
  });
});

describe('a vector table', () => {
  it('answers the cosine with each of its vectors', () => {
    fc.assert(
      fc.property(fc.array(vectors, { maxLength: 300 }), vectors, (held, asked) => {
        const table = new VectorTable(DIMENSIONS);
        held.forEach((vector, number) => {
          table.set(number, vector);
        });
        const cosines = table.cosines(asked);
        expect(cosines).toHaveLength(held.length);
        held.forEach((vector, number) => {
          expect(cosines[number]).toBeCloseTo(dot(vector, asked), 1);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('answers nothing for a vector that was taken out or never set', () => {
    const table = new VectorTable(2);
    table.set(0, unit([1, 0]));
    table.set(2, unit([1, 0]));
    table.remove(0);
    table.remove(7);
    expect([...table.cosines(unit([1, 0]))].map((cosine) => Math.round(cosine))).toEqual([0, 0, 1]);
  });
});

describe('word vectors', () => {
  const words = readWordVectors(
    encodeWordVectors({
      pieces: ['car', 'auto', '##mobile', 'tree', 'é', '木'],
      dimensions: 2,
      rows: Float32Array.from([1, 0, 0.9, 0.1, 0.9, 0.1, 0, 1, 0, 1, 0, 1]),
    }),
  );
  const likeness = (a: string, b: string): number => dot(words.vectorOf(a), words.vectorOf(b));

  it('bring words of one meaning together, however they are written', () => {
    expect(likeness('CAR', 'an automobile!')).toBeGreaterThan(0.9);
    expect(likeness('car', 'tree')).toBeLessThan(0.1);
    expect(likeness('木', 'Tree')).toBeCloseTo(1, 1);
  });

  it('are nothing for a text without a known word', () => {
    expect([...words.vectorOf('zzz 123')]).toEqual([0, 0]);
    expect([...words.vectorOf('')]).toEqual([0, 0]);
    expect([...words.vectorOf('carmobilex')]).toEqual([0, 0]);
  });
});

test.each([
  ['empty', new Uint8Array()],
  ['of another kind', new TextEncoder().encode('a picture\n2\ncar\n\nxxxxxx')],
  ['cut off', encodeWordVectors({ pieces: ['a'], dimensions: 2, rows: new Float32Array(2) }).subarray(0, -1)],
])('a file of word vectors that is %s is refused', (_, bytes) => {
  expect(() => readWordVectors(bytes)).toThrow('damaged');
});
