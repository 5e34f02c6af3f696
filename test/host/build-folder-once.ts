import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';

/**
 * Makes `target` by `build`, unless it is there. It appears whole or not at all: it is built under a name of
 * this process and then renamed, so that two processes may start at once and a broken one leaves nothing half done.
 */
export async function buildFolderOnce(target: string, build: (draft: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) {
    return target;
  }
  const draft = `${target}.draft-${process.pid}`;
  try {
    await build(draft);
    await rename(draft, target);
  } catch (error) {
    if (!existsSync(target)) {
      throw error;
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}
