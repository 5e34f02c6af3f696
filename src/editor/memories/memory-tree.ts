import * as vscode from 'vscode';
import type { Clock } from '../../core/clock.ts';
import { Disposables } from '../disposables.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { buildMemoryTree } from './build-memory-tree.ts';
import { folderHover } from './folder-hover.ts';
import { memoryHover } from './memory-hover.ts';
import type { MemoryNode } from './memory-node.ts';
import { memoryTreeItem } from './memory-tree-item.ts';

/** The Memories view: the store as a tree of paths. */
export class MemoryTree implements vscode.TreeDataProvider<MemoryNode>, vscode.Disposable {
  readonly #mirror: StoreMirror;
  readonly #clock: Clock;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.push(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<MemoryNode>;

  constructor(mirror: StoreMirror, clock: Clock) {
    this.#mirror = mirror;
    this.#clock = clock;
    this.#view = this.#owned.push(
      vscode.window.createTreeView('dreamwright.memories', { treeDataProvider: this, showCollapseAll: true }),
    );
    this.#owned.push(mirror.onDidChange(() => this.#changed.fire()));
  }

  get selection(): MemoryNode | undefined {
    return this.#view.selection[0];
  }

  async getChildren(node?: MemoryNode): Promise<MemoryNode[]> {
    if (node === undefined) return [...buildMemoryTree(await this.#mirror.memories(), this.#clock().toISOString())];
    return node.kind === 'folder' ? [...node.children] : [];
  }

  getTreeItem(node: MemoryNode): vscode.TreeItem {
    return memoryTreeItem(node);
  }

  /** A hover is read only when somebody looks at it. */
  async resolveTreeItem(item: vscode.TreeItem, node: MemoryNode): Promise<vscode.TreeItem> {
    if (node.kind === 'folder') {
      item.tooltip = new vscode.MarkdownString(folderHover(await this.#mirror.folderSummary(node.path)));
    } else {
      item.tooltip = new vscode.MarkdownString(memoryHover(node.memory, await this.#mirror.reward(node.memory.id)));
    }
    return item;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
