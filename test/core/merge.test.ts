import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from '../../src/core/memory/merge.ts';

const text = fc
  .array(fc.constantFrom('alpha', 'beta', 'gamma', 'delta', ''), { maxLength: 8 })
  .map((lines) => lines.join('\n'));

describe('three-way merge', () => {
  it('takes changes of both sides where they do not touch', () => {
    const base = 'one\ntwo\nthree\nfour\nfive';
    const merged = mergeText(base, 'ONE\ntwo\nthree\nfour\nfive', 'one\ntwo\nthree\nfour\nFIVE');
    expect(merged).toEqual({ kind: 'merged', text: 'ONE\ntwo\nthree\nfour\nFIVE' });
  });

  it('calls two different changes of one line a conflict', () => {
    expect(mergeText('run it', 'run it twice', 'run it once')).toEqual({ kind: 'conflict' });
  });

  it('takes the same change made on both sides once', () => {
    expect(mergeText('a\nb\nc', 'a\nB\nc', 'a\nB\nc')).toEqual({ kind: 'merged', text: 'a\nB\nc' });
  });

  it('answers the one side that changed', () => {
    fc.assert(
      fc.property(text, text, (base, side) => {
        expect(mergeText(base, side, base)).toEqual({ kind: 'merged', text: side });
        expect(mergeText(base, base, side)).toEqual({ kind: 'merged', text: side });
      }),
    );
  });

  it('answers the same whichever side comes first', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        expect(mergeText(base, mine, theirs)).toEqual(mergeText(base, theirs, mine));
      }),
    );
  });

  it('never invents a line, and keeps each distinct line that no side touched', () => {
    const distinct = fc
      .uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 8 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(distinct, distinct, distinct, (base, mine, theirs) => {
        const merged = mergeText(base, mine, theirs);
        if (merged.kind === 'conflict') return;
        const lines = merged.text.split('\n');
        const [baseLines, mineLines, theirLines] = [base, mine, theirs].map((side) => side.split('\n'));
        expect(lines.every((line) => mineLines?.includes(line) || theirLines?.includes(line))).toBe(true);
        if (base !== mine && base !== theirs && mine !== theirs) {
          const untouched = baseLines?.filter((line) => mineLines?.includes(line) && theirLines?.includes(line)) ?? [];
          expect(untouched.filter((line) => !lines.includes(line))).toEqual([]);
        }
      }),
    );
  });
});
