import { expect, test } from 'vitest';
import { summarizeFolder } from '../../src/core/memory/folder-summary.ts';
import { renderFolder } from '../../src/editor/documents/render-folder.ts';
import { folderHover } from '../../src/editor/memories/folder-hover.ts';
import { aMemory } from '../search/builders.ts';

const AT = '2026-06-15T12:00:00.000Z';

test('the hover of a folder says how much it holds and what stands out, as plain text', () => {
  const memories = [
    aMemory('a', 'Run fmt first.', { path: '/lint/a.md', confidence: 0.9 }),
    aMemory('b', 'See [this](command:evil).', { path: '/lint/b.md' }),
  ];
  const hover = folderHover(summarizeFolder('/lint', memories, AT));
  expect(hover).toContain('`/lint`\n\n- Run fmt first');
  expect(hover).toContain('*2 memories, the latest changed 2026-01-01*');
  expect(hover).not.toContain('[this](command:evil)');
});

test('the document of a folder says the same, and leads to each memory in it that holds', () => {
  const memories = [
    aMemory('a', 'Run fmt first.\nThen lint.', { path: '/lint/a.md', confidence: 0.9 }),
    aMemory('b', 'See [this](command:evil).', { path: '/lint/deep/b.md' }),
    aMemory('old', 'Lint with tslint.', { path: '/lint/old.md', validTo: '2026-02-01T00:00:00.000Z' }),
  ];
  const summary = { ...summarizeFolder('/lint', memories, AT), writtenBy: 'model' } as const;
  expect(renderFolder(summary, memories).split('\n')).toEqual([
    '# lint/',
    '',
    '2 memories, the latest of 2026-01-01.',
    '',
    'Summed up by a dream.',
    '',
    '- Run fmt first. [a.md](dreamwright:/memory/lint/a.md)',
    '- See \\[this\\](command:evil). [deep/b.md](dreamwright:/memory/lint/deep/b.md)',
    '',
    '## Memories',
    '',
    '- [a.md](dreamwright:/memory/lint/a.md) Run fmt first.',
    '- [deep/b.md](dreamwright:/memory/lint/deep/b.md) See \\[this\\](command:evil).',
    '',
    '',
  ]);
});
