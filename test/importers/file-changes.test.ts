import { describe, expect, it } from 'vitest';
import { createLeftFiles } from '../../src/importers/claude-code/file-changes.ts';
import type { Line } from '../../src/importers/claude-code/line.ts';

const line: Line = {
  id: 'u1',
  isSubagent: false,
  common: { session: 's', at: '2026-02-02T09:00:00.000Z', agent: 'claude-code' },
  author: {},
};
const edit = (originalFile: string, oldString: string, newString: string, more = {}) => ({
  toolUseResult: { filePath: '/w/a.ts', originalFile, oldString, newString, replaceAll: false, ...more },
});

describe('files as an agent left them', () => {
  it('are no event while nobody else changes them', () => {
    const files = createLeftFiles();
    expect(files.read(edit('a\nb\nc', 'b', 'B'), line, 0)).toEqual([]);
    expect(files.read(edit('a\nB\nc', 'c', 'C'), line, 0)).toEqual([]);
    expect(files.read({ toolUseResult: 'a text' }, line, 0)).toEqual([]);
  });
  it('show what is gone and what came between two edits', () => {
    const files = createLeftFiles();
    files.read(edit('a\nb\nc\nd\ne', 'b', 'B'), line, 0);
    expect(files.read(edit('a\nbee\nc\nd\ne', 'e', 'E'), line, 0)).toMatchObject([
      { id: 'u1.1', type: 'other', subtype: 'file-changed', origin: 'tool', text: '/w/a.ts\n a\n-B\n+bee\n c\n d\n e' },
    ]);
  });
  it('are known after a file was written as a whole', () => {
    const files = createLeftFiles();
    files.read({ toolUseResult: { type: 'create', filePath: '/w/a.ts', content: 'a\nb' } }, line, 0);
    expect(files.read(edit('a\nc', 'a', 'A'), line, 0)[0]?.text).toBe('/w/a.ts\n a\n-b\n+c');
  });
  it('show an edit that the person changed while accepting it', () => {
    const structuredPatch = [{ lines: [' a', '-b', '+bee'] }];
    const read = createLeftFiles().read(edit('a\nb', 'b', 'bee', { userModified: true, structuredPatch }), line, 0);
    expect(read[0]?.text).toBe('/w/a.ts\n a\n bee');
  });
  it('stay untold where a change is larger than a person makes in passing', () => {
    const files = createLeftFiles();
    files.read(edit('a', 'a', 'b'), line, 0);
    expect(files.read(edit('x\n'.repeat(100), 'x', 'y'), line, 0)).toEqual([]);
  });
});
