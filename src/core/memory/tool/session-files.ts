import type { ReviewItem } from '../../dream/proposal.ts';
import type { StoreView } from '../../store.ts';
import { isCurrent, type Memory } from '../memory.ts';
import { isReadBy } from '../own-memory.ts';

/** A memory as one session sees it. */
export interface SessionFile {
  readonly memory: Memory;
  /** The session's own proposal that waits for review, whose result this is; null for what is committed. */
  readonly pending: ReviewItem | null;
}

/** By path. */
export type SessionFiles = ReadonlyMap<string, SessionFile>;

/** What an agent reads at `at` (ISO 8601): the current memories, and over them what its session proposed and nobody has decided yet. */
export function sessionFiles(
  view: StoreView,
  { session, agent }: { readonly session: string; readonly agent: string },
  at: string,
): SessionFiles {
  const files = new Map<string, SessionFile>();
  const pathOf = new Map<string, string>();
  const put = (file: SessionFile): void => {
    files.set(file.memory.path, file);
    pathOf.set(file.memory.id, file.memory.path);
  };
  for (const memory of view.memories()) {
    if (memory.supersededBy === null && isCurrent(memory, at) && isReadBy(memory, agent))
      put({ memory, pending: null });
  }
  const own = view.items(['waiting']).filter(({ proposal }) => proposal.proposedBy?.session === session);
  for (const pending of own.toReversed()) {
    for (const { id, after } of pending.proposal.changes) {
      const path = pathOf.get(id);
      if (path !== undefined && files.get(path)?.memory.id === id) files.delete(path);
      if (after !== null) put({ memory: after, pending });
    }
  }
  return files;
}

/** The files in a folder and below, ordered by path; `/` for all. */
export function filesBelow(files: SessionFiles, folder: string): readonly SessionFile[] {
  const start = folder === '/' ? '/' : `${folder}/`;
  return [...files.values()]
    .filter(({ memory }) => memory.path.startsWith(start))
    .toSorted((a, b) => (a.memory.path < b.memory.path ? -1 : 1));
}
