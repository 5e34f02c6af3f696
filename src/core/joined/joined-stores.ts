import type { Dreamwright } from '../dreamwright.ts';
import { errorText } from '../error-text.ts';
import { type Mount, mountOf } from './mount.ts';

/** A store that is open, and where its memories stand: `at` is empty for the first folder's. */
export interface JoinedStore {
  readonly at: string;
  readonly store: Dreamwright;
}

/** The stores of one workspace: the first folder's, which takes what is new, and those mounted beside it. */
export class JoinedStores {
  readonly own: JoinedStore;
  readonly #mounts: readonly Mount[];
  readonly #problems = new Map<string, string>();

  constructor(own: Dreamwright, mounts: readonly Mount[]) {
    this.own = { at: '', store: own };
    this.#mounts = mounts;
  }

  /** Why a store beside the own one is left out, one clear line each. */
  get problems(): readonly string[] {
    return [...this.#problems.values()];
  }

  /** All that are there, the own one first. One that can't be opened is told of, and the others answer without it. */
  async all(): Promise<readonly JoinedStore[]> {
    const there = this.#mounts.filter((mount) => mount.isThere());
    const opened = await Promise.all(there.map(async (mount) => await this.#open(mount)));
    return [this.own, ...opened.filter((joined) => joined !== null)];
  }

  /** The store that `path` lies in; made where it is not there yet. */
  async at(path: string): Promise<JoinedStore> {
    const mount = mountOf(path, this.#mounts);
    return mount === undefined ? this.own : { at: mount.at, store: await mount.open() };
  }

  /** The store that holds a memory; the own one where none does. */
  async holding(memory: string): Promise<JoinedStore> {
    for (const joined of await this.all()) if ((await joined.store.memory(memory)) !== null) return joined;
    return this.own;
  }

  /** What each store answers, the own one's answer first. */
  async each<T>(ask: (joined: JoinedStore) => Promise<T>): Promise<readonly T[]> {
    return await Promise.all((await this.all()).map(ask));
  }

  async #open(mount: Mount): Promise<JoinedStore | null> {
    try {
      const store = await mount.open();
      this.#problems.delete(mount.at);
      return { at: mount.at, store };
    } catch (error) {
      const reason = errorText(error);
      this.#problems.set(mount.at, `The memories of ${mount.at} are left out: ${reason}`);
      return null;
    }
  }
}
