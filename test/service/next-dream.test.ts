import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DreamOptions } from '../../src/core/dreamwright.ts';
import { openTemporary } from './open-temporary.ts';

const SAMPLE = join(import.meta.dirname, '../sample/sessions');
const OPTIONS: DreamOptions = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' };

describe('the dream after one whose proposals were all approved', () => {
  it('finds nothing to change in what the first one wrote', async () => {
    const { dreamwright } = await openTemporary();
    await dreamwright.import([SAMPLE], { trust: 'user' });
    const first = await dreamwright.dream(OPTIONS);
    const waiting = first.kind === 'ended' ? first.items.filter(({ state }) => state === 'waiting') : [];
    expect(waiting.length).toBeGreaterThan(3);
    await dreamwright.approve(waiting.map(({ proposal, hash }) => ({ id: proposal.id, hash })));
    const second = await dreamwright.dream(OPTIONS);
    expect(second.kind === 'ended' && second.items.map(({ proposal }) => proposal.path)).toEqual([]);
  });
});
