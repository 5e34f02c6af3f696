import { describe, expect, it } from 'vitest';
import { describeFolder, foldersAbove, summarizeFolder } from '../../src/core/memory/folder-summary.ts';
import { aMemory } from '../search/builders.ts';
import { openTemporary } from '../service/open-temporary.ts';

const AT = '2026-06-15T12:00:00.000Z';

describe('the summary of a folder', () => {
  const memories = [
    aMemory('a', 'Written in a hurry. Run the formatter before lint. Ask Ann.', {
      path: '/lint/order.md',
      confidence: 0.9,
    }),
    aMemory('b', 'Lint fails on generated code.', {
      path: '/lint/generated.md',
      updatedAt: '2026-05-01T00:00:00.000Z',
    }),
    aMemory('c', 'Lint takes a minute.', { path: '/lint/slow/time.md', confidence: 0.3 }),
    aMemory('d', 'Deploy on Tuesdays.', { path: '/deploy/day.md' }),
  ];

  it('counts what is in it and below, and says the sentence of each that the others speak of too', () => {
    const summary = summarizeFolder('/lint', memories, AT);
    expect(summary).toMatchObject({ entries: 3, changed: '2026-05-01T00:00:00.000Z', writtenBy: 'extract' });
    expect(describeFolder(summary)).toBe(
      '3 memories, the latest of 2026-05-01: Run the formatter before lint. · Lint fails on generated code. · Lint takes a minute.',
    );
    expect(summarizeFolder('/', memories, AT).entries).toBe(4);
    expect(describeFolder(summarizeFolder('/nothing', memories, AT))).toBe('No current memories.');
  });

  it('leaves out what no longer holds or was replaced, and knows when it ends to hold itself', () => {
    const some = [
      ...memories,
      aMemory('old', 'Lint with tslint.', { path: '/lint/old.md', validTo: '2026-02-01T00:00:00.000Z' }),
      aMemory('gone', 'Lint with jshint.', { path: '/lint/gone.md', supersededBy: 'a' }),
      aMemory('soon', 'Lint freezes on Friday.', { path: '/lint/soon.md', validTo: '2026-07-01T00:00:00.000Z' }),
    ];
    const summary = summarizeFolder('/lint', some, AT);
    expect(summary.sentences.flatMap(({ memories: on }) => on.map(({ path }) => path))).not.toContain('/lint/old.md');
    expect(summary).toMatchObject({ entries: 4, holdsUntil: '2026-07-01T00:00:00.000Z' });
    expect(summarizeFolder('/lint', some, '2026-07-02T00:00:00.000Z').entries).toBe(3);
  });

  it('every folder above a memory is one, innermost first', () => {
    expect(foldersAbove('/a/b/c.md')).toEqual(['/a/b', '/a', '/']);
    expect(foldersAbove('/c.md')).toEqual(['/']);
  });
});

describe('folders of a store', () => {
  it('a summary follows every change below its folder', async () => {
    const { dreamwright } = await openTemporary();
    const sentences = async (folder: string) =>
      (await dreamwright.folderSummary(folder)).sentences.map(({ text }) => text);
    await dreamwright.remember({ text: 'Run fmt first.', path: '/lint/order.md' });
    expect(await sentences('/lint')).toEqual(['Run fmt first.']);
    await dreamwright.remember({ text: 'Never lint vendor.', path: '/lint/deep/vendor.md' });
    expect(await sentences('/lint')).toHaveLength(2);
    const [vendor, order] = await dreamwright.memories('/lint/');
    await dreamwright.renameMemory(vendor?.id ?? '', '/other/vendor.md');
    expect([await sentences('/lint'), await sentences('/other')]).toEqual([['Run fmt first.'], ['Never lint vendor.']]);
    await dreamwright.deleteMemory(order?.id ?? '');
    expect(await dreamwright.folderSummary('/lint')).toMatchObject({ entries: 0, sentences: [] });
  });

  it('a summary ends when a memory in it does, also without a change', async () => {
    let now = new Date('2026-03-01T12:00:00.000Z');
    const { dreamwright } = await openTemporary(() => now);
    await dreamwright.remember({ text: 'Run fmt first.', path: '/lint/order.md' });
    expect((await dreamwright.folderSummary('/lint')).entries).toBe(1);
    now = new Date('2026-02-01T12:00:00.000Z');
    expect((await dreamwright.folderSummary('/lint')).entries).toBe(0);
  });

  it('answers a question that names a folder, and opens the detail', async () => {
    const { dreamwright } = await openTemporary();
    await dreamwright.remember({ text: 'Lint runs after fmt.', path: '/lint/order.md' });
    await dreamwright.remember({ text: 'Lint skips vendor.', path: '/lint/vendor.md' });
    await dreamwright.remember({ text: 'Deploy after lint on Tuesdays.', path: '/deploy/day.md' });
    const [answer, ...rest] = await dreamwright.recallFolders('what do we know about lint?', 3);
    expect(rest).toEqual([]);
    expect(answer?.why).toEqual(['named in the question', '2 of 2 memories answer']);
    expect(describeFolder(answer?.summary ?? (await dreamwright.folderSummary('/none')))).toBe(
      '2 memories, the latest of 2026-03-01: Lint runs after fmt. · Lint skips vendor.',
    );
    expect(await dreamwright.memories(`${answer?.summary.path}/`)).toHaveLength(2);
    expect(await dreamwright.recallFolders('tuesdays', 3)).toEqual([]);
  });

  it('no folder is ever an entry', async () => {
    const { dreamwright } = await openTemporary();
    await dreamwright.remember({ text: 'Run fmt first.', path: '/lint/order.md' });
    await dreamwright.folderSummary('/lint');
    expect((await dreamwright.memories()).map(({ path }) => path)).toEqual(['/lint/order.md']);
    expect(await dreamwright.remember({ text: 'A summary.', path: '/lint' })).toMatchObject({ kind: 'invalid' });
  });
});
