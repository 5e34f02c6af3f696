import { expect, it } from 'vitest';
import { GATE_RULES } from '../../src/core/gate/gate-rules.ts';
import { reviewersGuide } from '../../src/core/gate/reviewers-guide.ts';

it('the page for reviewers is the one that the rules give; `vitest run -u` writes it anew', async () => {
  await expect(reviewersGuide()).toMatchFileSnapshot('../../media/reviewers-guide.md');
});

it('the page for reviewers names every rule with what it means, what to do and an example', () => {
  const rows = reviewersGuide().split('\n');
  for (const { name } of GATE_RULES) {
    expect(rows.filter((row) => row.startsWith(`| \`${name}\` | `) && row.split(' | ').length >= 4)).toHaveLength(1);
  }
});
