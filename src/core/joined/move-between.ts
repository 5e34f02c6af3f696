import type { ChangeOutcome } from '../dreamwright.ts';
import type { Memory } from '../memory/memory.ts';
import type { JoinedStore, JoinedStores } from './joined-stores.ts';
import { USER_MOUNT } from './mount.ts';
import { placeOutcome } from './place-under.ts';

/**
 * Moves a memory to another store, which widens or narrows who reads it: first it is kept there, then taken away here,
 * so that a crash between the two leaves it twice and never nowhere.
 */
export async function moveBetween(
  memory: Memory,
  from: JoinedStore,
  to: JoinedStore,
  path: string,
): Promise<ChangeOutcome> {
  const taken = await to.store.takeOver({ ...memory, path });
  if (taken.kind !== 'committed') return taken;
  const left = await from.store.deleteMemory(memory.id);
  if (left.kind === 'committed') return placeOutcome(taken, to.at);
  await to.store.deleteMemory(memory.id);
  return left;
}

/**
 * Carries memories that a person let widen to scope `user` into the store of that scope. One whose path is taken there
 * stays where it is until either is renamed.
 */
export async function carryWidened(stores: JoinedStores): Promise<readonly string[]> {
  const { own } = stores;
  const wide = (await own.store.memories()).filter(
    ({ scope, supersededBy }) => scope === 'user' && supersededBy === null,
  );
  if (wide.length === 0) return [];
  const users = await stores.at(`${USER_MOUNT}/`);
  if (users === own) return [];
  const problems: string[] = [];
  for (const memory of wide) {
    const moved = await moveBetween(memory, own, users, memory.path);
    if (moved.kind === 'conflict' || moved.kind === 'invalid') problems.push(moved.message);
  }
  return problems;
}
