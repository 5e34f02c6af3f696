import { expect, test } from 'vitest';
import { summarizeFolder } from '../../src/core/memory/folder-summary.ts';
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
