import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DreamOptions } from '../../src/core/dreamwright.ts';
import { aFolder } from '../store/builders.ts';
import { NOW, openTemporary } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

const OPTIONS: DreamOptions = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' };

describe('a memory that names a file of the workspace', () => {
  it('cites it when a dream writes it, and is found stale when the file is gone', async () => {
    const root = aFolder();
    mkdirSync(join(root, 'cron'));
    writeFileSync(join(root, 'cron/purge.sh'), 'rm -r old\n');
    const { dreamwright } = await openTemporary(() => NOW, root);
    const says = (id: string, day: string, text: string) =>
      scriptSession(id, day, [{ user: 'Clean up.' }, { assistant: 'Done.' }, { user: text }]);
    const first = says('s1', '2026-01-05', 'From now on always run cron/purge.sh by hand after a migration.');
    await dreamwright.appendEvents(first.header, first.events);
    await dreamwright.dream(OPTIONS);
    const [memory] = await dreamwright.memories();
    expect(memory?.citations).toEqual([{ file: 'cron/purge.sh' }]);
    rmSync(join(root, 'cron/purge.sh'));
    const later = says('s2', '2026-01-20', 'Thanks, that is all for today.');
    await dreamwright.appendEvents(later.header, later.events);
    const outcome = await dreamwright.dream(OPTIONS);
    expect(outcome.kind === 'ended' && outcome.findings.find(({ kind }) => kind === 'stale')?.summary).toContain(
      'cron/purge.sh is gone',
    );
  });

  it('cites it when a person writes it down', async () => {
    const root = aFolder();
    writeFileSync(join(root, 'build.ts'), 'export const target = 1;\n');
    const { dreamwright } = await openTemporary(() => NOW, root);
    await dreamwright.remember({ text: 'The target is set in build.ts:1.' });
    expect((await dreamwright.memories())[0]?.citations).toMatchObject([{ file: 'build.ts', lines: [1, 1] }]);
  });
});
