import { expect, test } from 'vitest';
import { memoryHover } from '../../src/editor/memories/memory-hover.ts';
import { aMemory } from '../store/builders.ts';

test("a memory's hover explains what its reward does", () => {
  const hover = memoryHover(aMemory('m'), { good: 4, bad: 0 });
  expect(hover).toContain('4 of 4 judged sessions that recalled it went well, so its rank moves up by 7 %');
  expect(memoryHover(aMemory('m'))).toContain('No session that recalled it was judged yet');
});
