import type { RevertFilter } from '../../dream/decide-revert.ts';
import type { Checkpoint } from './checkpoint.ts';

/** A file that goes from one text to another; null where there is no file. */
export interface FileWrite {
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Going back to before a message: files and memories together. */
export interface Restore {
  readonly files: readonly FileWrite[];
  /** Which changes of the memory are taken back, by the same path as an undo. */
  readonly memories: RevertFilter;
}

/** What goes back when the turn of `message` and all after it are taken back; null for a message that is not known. */
export function planRestore(checkpoints: readonly Checkpoint[], message: string, session: string): Restore | null {
  const start = checkpoints.findIndex((checkpoint) => checkpoint.message === message);
  const first = checkpoints[start];
  if (first === undefined) return null;
  const files = new Map<string, FileWrite>();
  for (const checkpoint of checkpoints.slice(start)) {
    for (const { path, before, after } of checkpoint.files.values()) {
      const earlier = files.get(path);
      files.set(path, { path, from: after, to: earlier === undefined ? before : earlier.to });
    }
  }
  const changed = [...files.values()].filter(({ from, to }) => from !== to);
  return { files: changed, memories: { madeInSession: session, since: first.at } };
}

export interface SettledFiles {
  readonly writes: readonly FileWrite[];
  /** Changed by someone else since, so they stay. */
  readonly kept: readonly string[];
}

/** Which files can go back: those that still are as the agent left them. `current` answers what stands in each now. */
export function settleFiles(files: readonly FileWrite[], current: ReadonlyMap<string, string | null>): SettledFiles {
  const writes = files.filter(({ path, from }) => current.get(path) === from);
  const kept = files.filter(({ path, from, to }) => current.get(path) !== from && current.get(path) !== to);
  return { writes, kept: kept.map(({ path }) => path) };
}

/** What takes the writes back again. */
export function inverseWrites(writes: readonly FileWrite[]): readonly FileWrite[] {
  return writes.map(({ path, from, to }) => ({ path, from: to, to: from }));
}
