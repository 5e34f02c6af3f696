import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';

export interface TemporaryStore {
  readonly directory: string;
  readonly dreamwright: Dreamwright;
  /** Closes it and opens it again, as after a restart. */
  reopen(): Promise<Dreamwright>;
}

export const NOW = new Date('2026-03-01T12:00:00.000Z');

/** A service on a store in a folder of its own, removed when the test ends. */
export async function openTemporary(
  clock: () => Date = () => NOW,
  root: string | null = null,
): Promise<TemporaryStore> {
  const directory = await mkdtemp(join(tmpdir(), 'dreamwright-'));
  let current = await openDreamwright({ directory, root }, { clock, person: 'ada' });
  const dreamwright = current;
  onTestFinished(async () => {
    await current.close();
    await rm(directory, { recursive: true, force: true });
  });
  return {
    directory,
    dreamwright,
    reopen: async () => {
      await current.close();
      current = await openDreamwright({ directory, root }, { clock, person: 'ada' });
      return current;
    },
  };
}
