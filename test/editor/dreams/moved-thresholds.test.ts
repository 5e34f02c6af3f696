import { expect, test } from 'vitest';
import type { MovedThreshold, ThresholdName } from '../../../src/core/dream/learn/learned-thresholds.ts';
import { tellDecisions, tellThreshold } from '../../../src/core/dream/learn/tell-threshold.ts';
import { dreamDetailLabel } from '../../../src/editor/dreams/describe-dream.ts';
import { dreamDetails } from '../../../src/editor/dreams/dream-node.ts';
import { buildDream } from '../build-proposal.ts';

function moved(name: ThresholdName, value: number): MovedThreshold {
  return { name, value, declined: 4, approved: 1 };
}

test('a dream names how many thresholds decisions had moved for it, and nothing where none had', () => {
  const dream = buildDream({ thresholds: [moved('support.merge', 1), moved('finding.gap', 0.5)] });
  expect(dreamDetails(dream).at(-1)).toBe('thresholds');
  expect(dreamDetailLabel(dream, 'thresholds')).toBe('2 thresholds moved by your decisions');
  expect(dreamDetails(buildDream())).not.toContain('thresholds');
});

test.each([
  [moved('support.instruction', 1), 'A standing instruction commits by itself with 1 more session than usual'],
  [moved('support.failures', 2), 'A procedure against a failure commits by itself with 2 more sessions than usual'],
  [moved('support.merge', 1), 'Merges wait for you'],
  [moved('finding.gap', 0.5), 'Findings of the kind gap are proposed above a score of 0.50'],
] as const)('%o reads as %s', (threshold, text) => {
  expect(tellThreshold(threshold)).toBe(text);
  expect(tellDecisions(threshold)).toBe('4 declined and 1 approved in 90 days');
});
