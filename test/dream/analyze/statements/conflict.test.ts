import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conflictBetween } from '../../../../src/core/dream/analyze/statements/conflict.ts';

const pairs = readFileSync(join(import.meta.dirname, '../../../golden/conflict-pairs.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' | '));

describe('conflictBetween', () => {
  it.each(pairs)('sees %s between "%s" and "%s"', (expected, older, newer) => {
    expect(conflictBetween(older ?? '', newer ?? '') ?? 'none').toBe(expected);
  });
});
