import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { Memory } from '../../core/memory/memory.ts';
import { memoryAt } from '../../core/memory/memory-at.ts';
import type { CommandHandlers } from '../commands/command-map.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { documentUri, placeOf } from '../documents/document-uri.ts';
import type { MemoryFileSystem } from '../documents/memory-file-system.ts';
import { offer } from '../offer.ts';
import { outcomeProblem } from '../outcome-message.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { type DateQuestion, dateMemory, HOLDS_UNTIL, VERIFY_AGAIN } from './date-memory.ts';
import type { MemoryNode } from './memory-node.ts';
import { memoryPathProblem } from './memory-path-problem.ts';
import type { MemoryTree } from './memory-tree.ts';
import { pickStore } from './pick-store.ts';
import { searchMemory } from './search-memory.ts';
import { showHistory } from './show-history.ts';

interface MemoryParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly tree: MemoryTree;
  readonly files: MemoryFileSystem;
  readonly boundary: ErrorBoundary;
  /** Where the stores stand that join the first folder's. */
  readonly mounts: readonly string[];
}

type MemoryCommandId =
  | 'dreamwright.searchMemory'
  | 'dreamwright.newMemory'
  | 'dreamwright.openMemory'
  | 'dreamwright.openFolder'
  | 'dreamwright.renameMemory'
  | 'dreamwright.moveMemory'
  | 'dreamwright.togglePin'
  | 'dreamwright.verifyAgainBy'
  | 'dreamwright.holdsUntil'
  | 'dreamwright.deleteMemory'
  | 'dreamwright.showHistory';

export function memoryCommands(parts: MemoryParts): CommandHandlers<MemoryCommandId> {
  return {
    'dreamwright.searchMemory': async () => await searchMemory(await parts.open()),
    'dreamwright.newMemory': async (target) => await newMemory(parts, target),
    'dreamwright.openMemory': async (id) => {
      const memory = await (await parts.open()).memory(id);
      if (memory === null) throw new Error('That memory is gone; its versions are kept in the journal.');
      await vscode.window.showTextDocument(documentUri({ kind: 'memory', path: memory.path }));
    },
    'dreamwright.openFolder': async (target) => {
      const path = typeof target === 'string' ? target : target?.kind === 'folder' ? target.path : '/';
      await vscode.window.showTextDocument(documentUri({ kind: 'folder', path }));
    },
    'dreamwright.renameMemory': async (target) => await renameMemory(parts, await findMemory(parts, target)),
    'dreamwright.moveMemory': async (target) => await moveMemory(parts, await findMemory(parts, target)),
    'dreamwright.togglePin': async (target) => await togglePin(parts, await findMemory(parts, target)),
    'dreamwright.verifyAgainBy': async (target) => await setDate(parts, target, VERIFY_AGAIN),
    'dreamwright.holdsUntil': async (target) => await setDate(parts, target, HOLDS_UNTIL),
    'dreamwright.deleteMemory': async (target) => await deleteMemory(parts, await findMemory(parts, target)),
    'dreamwright.showHistory': async (target) => await showHistory(await parts.open(), await findMemory(parts, target)),
  };
}

async function newMemory(parts: MemoryParts, target?: MemoryNode): Promise<void> {
  const folder = target?.kind === 'folder' ? `${target.path}/` : '/';
  const path = await askPath(parts, { title: 'New memory', value: `${folder}new-memory.md` });
  if (path === undefined) return;
  await vscode.window.showTextDocument(parts.files.addDraft(path), { preview: false });
}

async function renameMemory(parts: MemoryParts, memory: Memory): Promise<void> {
  const path = await askPath(parts, { title: `Rename ${memory.path}`, value: memory.path });
  if (path !== undefined) await rename(parts, memory, path);
}

async function moveMemory(parts: MemoryParts, memory: Memory): Promise<void> {
  const path = await pickStore(memory.path, parts.mounts);
  if (path !== undefined) await rename(parts, memory, path);
}

async function rename(parts: MemoryParts, memory: Memory, path: string): Promise<void> {
  if (path === memory.path) return;
  throwProblem(outcomeProblem(await (await parts.open()).renameMemory(memory.id, path)));
  await parts.mirror.refresh();
  await followRename(memory.path, path);
}

/** An open document moves along with its memory. */
async function followRename(from: string, to: string): Promise<void> {
  const old = documentUri({ kind: 'memory', path: from }).toString();
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === old && !tab.isDirty);
  if (tabs.length === 0) return;
  await vscode.window.tabGroups.close(tabs);
  await vscode.window.showTextDocument(documentUri({ kind: 'memory', path: to }));
}

/** What a pinned memory says changes only by a person; its row and its hover show the pin. */
async function togglePin(parts: MemoryParts, memory: Memory): Promise<void> {
  throwProblem(outcomeProblem(await (await parts.open()).pinMemory(memory.id, !memory.pinned)));
  await parts.mirror.refresh();
}

async function setDate(parts: MemoryParts, target: MemoryNode | undefined, question: DateQuestion): Promise<void> {
  const memory = await findMemory(parts, target);
  if (await dateMemory(await parts.open(), memory, question)) await parts.mirror.refresh();
}

async function deleteMemory(parts: MemoryParts, memory: Memory): Promise<void> {
  const store = await parts.open();
  throwProblem(outcomeProblem(await store.deleteMemory(memory.id)));
  await parts.mirror.refresh();
  offer(parts.boundary, `Deleted ${memory.path}.`, {
    Undo: async () => {
      const deletion = (await store.versions(memory.id)).at(-1);
      const { commit } = await store.revert({ commit: deletion?.commit ?? '' });
      await parts.mirror.refresh();
      if (commit === null) throw new Error(`${memory.path} was changed again since. Its history has the text.`);
    },
  });
}

async function askPath(
  parts: MemoryParts,
  options: { readonly title: string; readonly value: string },
): Promise<string | undefined> {
  const others = (await parts.mirror.memories())
    .filter((memory) => memory.supersededBy === null && memory.path !== options.value)
    .map((memory) => memory.path);
  const nameStart = options.value.lastIndexOf('/') + 1;
  const nameEnd = options.value.endsWith('.md') ? options.value.length - '.md'.length : options.value.length;
  return await vscode.window.showInputBox({
    ...options,
    prompt: 'A path such as /testing/flaky-suites.md',
    valueSelection: [nameStart, nameEnd],
    validateInput: (path) => memoryPathProblem(path, others),
  });
}

async function findMemory(parts: MemoryParts, target?: MemoryNode | vscode.Uri): Promise<Memory> {
  const store = await parts.open();
  const node = target ?? vscode.window.activeTextEditor?.document.uri ?? parts.tree.selection;
  if (node instanceof vscode.Uri) {
    const place = placeOf(node);
    const memory = place?.kind === 'memory' ? await memoryAt(store, place.path) : null;
    if (memory !== null) return memory;
  } else if (node?.kind === 'memory') {
    return node.memory;
  }
  const selected = parts.tree.selection;
  if (selected?.kind === 'memory') return selected.memory;
  throw new Error('Select a memory in the Memories view first.');
}

function throwProblem(problem: string | null): void {
  if (problem !== null) throw new Error(problem);
}
