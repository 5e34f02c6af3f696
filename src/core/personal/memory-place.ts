import type { MemoryKind } from '../memory/memory.ts';
import { memoryPath } from '../memory/memory-path.ts';
import { parseMemoryPath } from '../memory/path.ts';
import type { StoreView } from '../store.ts';

const FOLDERS: Readonly<Record<MemoryKind, string>> = {
  fact: 'facts',
  preference: 'preferences',
  procedure: 'procedures',
  pitfall: 'pitfalls',
  decision: 'decisions',
  reference: 'references',
};

const WORDS_OF_NAME = 7;

/** A readable path for a text that came without one: its kind as folder, its first words as name. */
export function suggestPath(text: string, kind: MemoryKind, view: StoreView): string {
  const title = text.trim().split(/\s+/u).slice(0, WORDS_OF_NAME).join(' ');
  return memoryPath(
    FOLDERS[kind],
    title,
    view.memories().map(({ path }) => path),
  );
}

/** Why a memory cannot stand at a path, in words for the person; null where it can. */
export function pathProblem(path: string, id: string, view: StoreView): string | null {
  const parsed = parseMemoryPath(path);
  if (parsed.kind === 'invalid') return parsed.message;
  const occupant = view.memoryAt(parsed.path);
  if (occupant !== undefined && occupant.id !== id)
    return `A memory already stands at ${parsed.path}. Choose another path, or edit that one.`;
  const clash = view
    .memories()
    .find(
      (memory) =>
        memory.id !== id &&
        memory.supersededBy === null &&
        (memory.path.startsWith(`${parsed.path}/`) || parsed.path.startsWith(`${memory.path}/`)),
    );
  return clash === undefined ? null : `${clash.path} is in the way: a path is an entry or a folder, never both.`;
}
