import { describe, expect, test } from 'vitest';
import { diffSides } from '../../src/editor/review/diff-sides.ts';
import { buildMemory, buildProposal } from './build-proposal.ts';

const before = buildMemory({ text: 'Run `npm test`.' });

describe("the two sides of a proposal's diff", () => {
  test('show the texts alone where the texts tell the whole change', () => {
    const after = buildMemory({ text: 'Run `mise run test`.' });
    expect(diffSides(buildProposal({ operation: 'update', changes: [{ id: 'mem_1', before, after }] }))).toEqual({
      now: 'Run `npm test`.',
      proposed: 'Run `mise run test`.',
      editable: 'Run `mise run test`.',
    });
  });

  test('are empty on the left for a creation and on the right for a deletion', () => {
    expect(diffSides(buildProposal()).now).toBe('');
    const deletion = diffSides(buildProposal({ operation: 'prune', changes: [{ id: 'mem_1', before, after: null }] }));
    expect(deletion).toEqual({ now: 'Run `npm test`.', proposed: '', editable: null });
  });

  test('show a new path or scope above the text, so that it is not approved unseen', () => {
    const after = buildMemory({ text: before.text, path: '/lint.md', scope: 'user' });
    const sides = diffSides(buildProposal({ operation: 'move', changes: [{ id: 'mem_1', before, after }] }));
    expect(sides.now).toBe('---\npath: /testing/lint.md\nscope: workspace\n---\nRun `npm test`.');
    expect(sides.proposed).toBe('---\npath: /lint.md\nscope: user\n---\nRun `npm test`.');
    expect(sides.editable).toBe(before.text);
  });

  test('show every memory of a merge on the left and the one that stays on the right', () => {
    const other = buildMemory({ id: 'mem_2', path: '/lint.md', text: 'Lint first.' });
    const sides = diffSides(
      buildProposal({
        operation: 'merge',
        changes: [
          { id: 'mem_1', before, after: buildMemory({ text: 'Run `npm test`. Lint first.' }) },
          {
            id: 'mem_2',
            before: other,
            after: { ...other, validTo: '2026-11-02T00:00:00.000Z', supersededBy: 'mem_1' },
          },
        ],
      }),
    );
    expect(sides.now).toBe(
      '---\npath: /testing/lint.md\n---\nRun `npm test`.\n\n---\npath: /lint.md\n---\nLint first.',
    );
    expect(sides.proposed).toBe('---\npath: /testing/lint.md\n---\nRun `npm test`. Lint first.');
    expect(sides.editable).toBe('Run `npm test`. Lint first.');
  });
});
