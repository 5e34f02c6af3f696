import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/core/dream/analyze/analyze.ts';
import { parseWorkspaceFacts } from '../../../src/core/dream/workspace-facts.ts';

describe('analyze', () => {
  it('stops with the reason of the signal', async () => {
    const controller = new AbortController();
    const found = analyze({
      digests: [],
      newSessions: new Set(),
      memories: [],
      workspace: parseWorkspaceFacts(new Map()),
      now: new Date(0),
      signal: controller.signal,
    });
    controller.abort(new Error('the person is back'));
    await expect(found).rejects.toThrow('the person is back');
  });
});
