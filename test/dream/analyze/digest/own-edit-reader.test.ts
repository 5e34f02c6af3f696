import { describe, expect, it } from 'vitest';
import { codeSwapOf } from '../../../../src/core/dream/analyze/digest/code-swap.ts';
import { editDifference, replacedLines } from '../../../../src/core/dream/analyze/digest/edit-difference.ts';

const lines = (text: string) => text.split('\n');

describe('what became of an agent’s lines', () => {
  it('is found between the lines that still stand', () => {
    const wrote = lines('func Load() {\n\tfmt.Println("x")\n\treturn find()\n}');
    const view = lines('package a\n\nfunc Load() {\n\tlog.Info("x")\n\treturn find()\n}\n\nfunc B() {}');
    expect(editDifference(wrote, view)).toEqual([{ wrote: ['fmt.Println("x")'], became: ['log.Info("x")'] }]);
  });
  it('is nothing where only the format differs', () => {
    const wrote = lines("const a = 'x'\nconst b = [\n  1,\n  2\n]");
    const view = lines('const a = "x";\nconst b = [1, 2];');
    expect(replacedLines(wrote, view)).toEqual([]);
  });
  it('is unknown where the view shows another place', () => {
    expect(editDifference(lines('a()\nb()\nc()'), lines('x()\ny()'))).toBeNull();
  });
  it('knows lines that were taken out', () => {
    expect(editDifference(lines('a()\n// says a\nb()'), lines('a()\nb()'))).toEqual([
      { wrote: ['// says a'], became: [] },
    ]);
  });
});

describe('the swap that a change comes to', () => {
  it('is the names that went and came, without what the texts say', () => {
    const swap = codeSwapOf({ wrote: ["console.log('saved 3')"], became: ["logger.info('saved 3 rows')"] });
    expect(swap).toMatchObject({ key: 'console.log → logger.info', kind: 'swap' });
  });
  it('is the same for every comment taken out', () => {
    expect(codeSwapOf({ wrote: ['// adds one', '// to it'], became: [] })?.kind).toBe('comments-removed');
  });
  it('is a call that was taken out', () => {
    expect(codeSwapOf({ wrote: ["console.log('here')"], became: [] })).toMatchObject({
      kind: 'removed',
      gone: ['console.log'],
    });
  });
  it('is none for a change that is too much its own', () => {
    expect(codeSwapOf({ wrote: ['a(b, c, d)'], became: ['e(f, g, h)'] })).toBeNull();
  });
});
