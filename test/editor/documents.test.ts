import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { findReportLinks } from '../../src/editor/documents/report-links.ts';
import { renderTranscript } from '../../src/editor/documents/transcript.ts';
import { buildMemoryTree } from '../../src/editor/memories/build-memory-tree.ts';
import type { MemoryNode } from '../../src/editor/memories/memory-node.ts';
import { memoryPathProblem } from '../../src/editor/memories/memory-path-problem.ts';
import { buildMemory } from './build-proposal.ts';

const base = { session: 's1', at: '2026-11-01T10:00:00.000Z', agent: 'claude-code' } as const;

describe('a session as a document', () => {
  const events: readonly SessionEvent[] = [
    { ...base, id: 'e1', type: 'user', author: 'Kim', origin: 'user', text: 'Why does lint fail?\r\nAgain.' },
    {
      ...base,
      id: 'e2',
      type: 'tool_call',
      origin: 'assistant',
      call: 'c1',
      tool: 'Bash',
      input: {},
      text: 'mise run lint',
    },
    { ...base, id: 'e3', type: 'tool_result', origin: 'tool', call: 'c1', text: 'a\n```\nb', isError: true },
  ];

  test('has a heading for each event, at the line that evidence opens', () => {
    const { text, lines } = renderTranscript('s1', events);
    const written = text.split('\n');
    expect([...lines].map(([id, line]) => `${id} ${written[line]}`)).toEqual([
      'e1 ## Kim · 2026-11-01 10:00 UTC',
      'e2 ## claude-code calls Bash · 2026-11-01 10:00 UTC',
      'e3 ## Tool failed · 2026-11-01 10:00 UTC',
    ]);
  });

  test('fences what tools said so that nothing in it ends the fence', () => {
    expect(renderTranscript('s1', events).text).toContain('````\na\n```\nb\n````');
  });

  test('leaves out the rest of a very long event and says how much', () => {
    const long = {
      ...base,
      id: 'e1',
      type: 'tool_result',
      origin: 'tool',
      call: 'c',
      text: 'x'.repeat(10_000),
      isError: false,
    } as const;
    const { text } = renderTranscript('s1', [long]);
    expect(text).toContain('*2,000 more characters*');
  });
});

test('a report leads from each quote to its session and from each heading to its memory', () => {
  const report = '### Add /a b.md\n\n- “it (failed)” (session s1)\n- “unknown” (session s1)\n## Found';
  const links = findReportLinks(report, [{ session: 's1', event: 'e7', quote: 'it (failed)' }]);
  expect(links.map(({ start, end, target }) => [report.slice(start, end), target])).toEqual([
    ['/a b.md', { kind: 'memory', path: '/a b.md' }],
    ['session s1', { kind: 'evidence', session: 's1', event: 'e7' }],
  ]);
});

function outline(nodes: readonly MemoryNode[], depth = 0): readonly string[] {
  return nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${node.name}`,
    ...(node.kind === 'folder' ? outline(node.children, depth + 1) : []),
  ]);
}

test('the memories stand by path, folders first, without what no longer holds', () => {
  const memories = [
    buildMemory({ path: '/readme.md' }),
    buildMemory({ path: '/testing/unit/run.md' }),
    buildMemory({ path: '/testing/flaky.md' }),
    buildMemory({ path: '/testing/old.md', supersededBy: 'mem_2' }),
    buildMemory({ path: '/testing/past.md', validTo: '2026-11-02T00:00:00.000Z' }),
  ];
  expect(outline(buildMemoryTree(memories, '2026-11-03T00:00:00.000Z'))).toEqual([
    'testing',
    '  unit',
    '    run.md',
    '  flaky.md',
    'readme.md',
  ]);
});

test.each([
  ['/a.md', null],
  ['a.md', 'A path starts with a slash, such as /testing/flaky-suites.md.'],
  ['/there.md', 'A memory with this path is there already. Choose another name.'],
  ['/there.md/more.md', '/there.md is in the way: a path is an entry or a folder, never both.'],
])('a new memory at %s: %s', (path, problem) => {
  expect(memoryPathProblem(path, ['/there.md'])).toBe(problem);
});
