import { describe, expect, it } from 'vitest';
import { PlainDotRoom } from '../../../src/core/search/vectors/dot-room.ts';
import { createWasmDotRoom } from '../../../src/core/search/vectors/wasm-dot-room.ts';

describe('dot products', () => {
  const vector = (seed: number, length: number): Int8Array =>
    Int8Array.from({ length }, (_, at) => ((seed * 31 + at * 17) % 255) - 127);

  it.each([384, 256, 8, 17])(
    'of %i numbers come out the same with WebAssembly and without, as vectors come in',
    (length) => {
      const rooms = [createWasmDotRoom(length), new PlainDotRoom(length)];
      const answers = rooms.map((room) => {
        const asked = vector(5, length);
        const told: number[][] = [];
        for (let number = 0; number < 400; number += 1) {
          room?.set(number, vector(number, length));
          if (number % 50 === 0) told.push([...(room?.dots(asked, number + 1) ?? [])]);
        }
        room?.clear(7);
        told.push([...(room?.dots(asked, 400) ?? [])]);
        return told;
      });
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[1]?.at(-1)?.[7]).toBe(0);
      expect(answers[1]?.[0]?.[0]).toBe(
        vector(0, length).reduce((sum, one, at) => sum + one * (vector(5, length)[at] ?? 0), 0),
      );
    },
  );
});
