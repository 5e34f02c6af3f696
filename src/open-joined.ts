import { existsSync } from 'node:fs';
import type { Dreamwright } from './core/dreamwright.ts';
import { joinDreamwrights } from './core/joined/join-dreamwrights.ts';
import type { Mount } from './core/joined/mount.ts';
import { type OpenOptions, openDreamwright, type StoreLocation } from './open-dreamwright.ts';
import type { StoreBeside } from './store/locate-beside.ts';

/** Opens a workspace's store and joins it with others: the person's own, those of its further folders. */
export async function openJoined(
  location: StoreLocation,
  beside: readonly StoreBeside[],
  options: OpenOptions,
): Promise<Dreamwright> {
  const own = await openDreamwright(location, options);
  return joinDreamwrights(
    own,
    beside.map((place) => mountOnce(place, options)),
  );
}

/** A store beside is opened when it is first asked; an opening that fails is tried again by the next question. */
function mountOnce({ at, ...location }: StoreBeside, options: OpenOptions): Mount {
  let opening: Promise<Dreamwright> | undefined;
  return {
    at,
    isThere: () => opening !== undefined || existsSync(location.directory),
    open: () => {
      opening ??= openDreamwright(location, options).catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
  };
}
