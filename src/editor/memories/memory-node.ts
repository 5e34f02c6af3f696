import type { Memory } from '../../core/memory/memory.ts';

/** What the memories tree shows, free of the editor. */
export type MemoryNode =
  | { readonly kind: 'folder'; readonly path: string; readonly name: string; readonly children: readonly MemoryNode[] }
  | { readonly kind: 'memory'; readonly memory: Memory; readonly name: string };
