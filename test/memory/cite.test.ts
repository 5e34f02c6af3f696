import { describe, expect, it } from 'vitest';
import { checkCitation, tellCitation } from '../../src/core/memory/citation.ts';
import { citationsOf, cite } from '../../src/core/memory/cite.ts';
import { aMemory } from '../search/builders.ts';

const FILES: Readonly<Record<string, string>> = {
  'src/billing/parse-date.ts': 'import x;\n\nexport function parseInvoiceDate() {\n  return 1;\n}\n',
  'cron/purge.sh': 'rm -r old\n',
};
const read = async (file: string): Promise<string | null> => FILES[file] ?? null;

describe('what a memory cites of the workspace', () => {
  it('is the line that its text names', async () => {
    const [citation] = await cite('See src/billing/parse-date.ts:3 before you parse a date.', read);
    expect(citation).toMatchObject({ file: 'src/billing/parse-date.ts', lines: [3, 3] });
    expect(citation && tellCitation(citation)).toBe('src/billing/parse-date.ts:3');
  });

  it('is a name that the text and the file share, where no line is named', async () => {
    expect(await cite('`parseInvoiceDate` in `src/billing/parse-date.ts` expects ISO strings.', read)).toEqual([
      { file: 'src/billing/parse-date.ts', symbol: 'parseInvoiceDate' },
    ]);
  });

  it('is the file where the text names no more, and nothing where the workspace has no such file', async () => {
    expect(await cite('The nightly job is in cron/purge.sh, not in cron/clean.sh.', read)).toEqual([
      { file: 'cron/purge.sh' },
    ]);
  });

  it('no longer holds when the line has changed, the name went or the file is gone, and holds where a line moved', async () => {
    const text = FILES['src/billing/parse-date.ts'] ?? '';
    const [line] = await cite('src/billing/parse-date.ts:3', read);
    const name = { file: 'src/billing/parse-date.ts', symbol: 'parseInvoiceDate' };
    if (line === undefined) throw new Error('the line is cited');
    expect(checkCitation(line, `// moved down\n${text}`)).toBe('holds');
    expect(checkCitation(line, text.replace('function', 'const'))).toBe('changed');
    expect(checkCitation(name, text)).toBe('holds');
    expect(checkCitation(name, text.replace('parseInvoiceDate', 'parseInvoiceDates'))).toBe('changed');
    expect(checkCitation({ file: 'cron/purge.sh' }, null)).toBe('gone');
  });

  it('follows a new text: files it names no longer are dropped, what was cited otherwise stays', () => {
    const before = {
      ...aMemory('a', 'Look into src/a.ts.'),
      citations: [{ file: 'src/a.ts' }, { file: 'docs/by-hand.md' }],
    };
    expect(citationsOf(before, 'Look into src/b.ts.', [{ file: 'src/b.ts' }])).toEqual([
      { file: 'docs/by-hand.md' },
      { file: 'src/b.ts' },
    ]);
  });
});
