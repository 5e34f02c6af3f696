import { isCurrent, type Memory } from '../../core/memory/memory.ts';
import type { MemoryNode } from './memory-node.ts';

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly memories: Memory[];
}

/** The current memories as a tree of their paths, folders first, both by name. */
export function buildMemoryTree(memories: readonly Memory[], at: string): readonly MemoryNode[] {
  const root = newFolder();
  for (const memory of memories) {
    if (memory.supersededBy !== null || !isCurrent(memory, at)) continue;
    const segments = memory.path.split('/').filter((segment) => segment !== '');
    let folder = root;
    for (const segment of segments.slice(0, -1)) {
      const next = folder.folders.get(segment) ?? newFolder();
      folder.folders.set(segment, next);
      folder = next;
    }
    folder.memories.push(memory);
  }
  return toNodes(root, '');
}

function newFolder(): Folder {
  return { folders: new Map(), memories: [] };
}

function toNodes(folder: Folder, path: string): readonly MemoryNode[] {
  const folders = [...folder.folders]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, inner]): MemoryNode => {
      const innerPath = `${path}/${name}`;
      return { kind: 'folder', path: innerPath, name, children: toNodes(inner, innerPath) };
    });
  const memories = folder.memories
    .map((memory) => ({ kind: 'memory', memory, name: memory.path.slice(path.length + 1) }) as const)
    .sort((a, b) => a.name.localeCompare(b.name));
  return [...folders, ...memories];
}
