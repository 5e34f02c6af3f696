import { describe, expect, it } from 'vitest';
import type { DreamOptions } from '../../src/core/dreamwright.ts';
import { openTemporary } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

const OPTIONS: DreamOptions = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' };

function working(id: string, day: string, failing: number) {
  return scriptSession(id, day, [
    { user: `Work on ${id}.` },
    ...Array.from({ length: 20 }, (_, number) => ({
      run: `node step${number}.js`,
      output: number < failing ? 'Exit code 1\nno such step' : 'ok',
      fails: number < failing,
    })),
  ]);
}

describe('a session that still runs', () => {
  it('is told what is far from its kind already, once dreams know what is usual', async () => {
    const { dreamwright } = await openTemporary();
    const running = working('now', '2026-03-01', 16);
    await dreamwright.appendEvents(running.header, running.events);
    for (let number = 0; number < 9; number += 1) {
      const { header, events } = working(`past${number}`, `2026-01-0${number + 1}`, 1);
      await dreamwright.appendEvents(header, events);
    }
    expect(await dreamwright.earlyWarnings('now')).toEqual([]);
    await dreamwright.dream(OPTIONS);
    expect((await dreamwright.earlyWarnings('now')).join('\n')).toMatch(
      /^16 failed calls among its first 20; 1 is usual for /mu,
    );
    expect(await dreamwright.earlyWarnings('past3')).toEqual([]);
  });
});
