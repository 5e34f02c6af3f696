import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import { Disposables } from '../disposables.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { buildReviewTree, waitingInOrder } from './build-review-tree.ts';
import { itemHover } from './item-hover.ts';
import { isShown, labelOf, type ReviewFilter } from './review-filter.ts';
import type { ReviewGroup, ReviewLeaf, ReviewNode } from './review-node.ts';
import { reviewTreeItem } from './review-tree-item.ts';

/** The Review view: what waits for a person, with its number as a badge. */
export class ReviewTree implements vscode.TreeDataProvider<ReviewNode>, vscode.Disposable {
  readonly #mirror: StoreMirror;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.push(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<ReviewNode>;
  #groups: readonly ReviewGroup[] = [];
  #filters: readonly ReviewFilter[] = [];
  /** The proposal that was selected last; null after a group was. */
  #selected: string | null = null;

  constructor(mirror: StoreMirror) {
    this.#mirror = mirror;
    this.#view = this.#owned.push(
      vscode.window.createTreeView('dreamwright.review', { treeDataProvider: this, showCollapseAll: true }),
    );
    this.#owned.push(mirror.onDidChange(() => this.#update()));
    this.#owned.push(
      this.#view.onDidChangeSelection(({ selection: [node] }) => {
        if (node !== undefined) this.#selected = 'item' in node ? node.item.proposal.id : null;
      }),
    );
  }

  get selection(): ReviewLeaf | null {
    const node = this.#view.selection[0];
    if (node !== undefined) return 'item' in node ? node : null;
    // While the view is read anew VS Code knows no selection, though it shows one.
    return this.#selected === null ? null : this.leaf(this.#selected);
  }

  get filters(): readonly ReviewFilter[] {
    return this.#filters;
  }

  /** Narrows the view; none shows everything. */
  filter(filters: readonly ReviewFilter[]): void {
    this.#filters = filters;
    void vscode.commands.executeCommand('setContext', 'dreamwright.isReviewFiltered', filters.length > 0);
    this.#update();
  }

  /** Groups that can be approved as a whole. */
  get waitingGroups(): readonly Extract<ReviewGroup, { kind: 'waiting-group' }>[] {
    return this.#groups.filter((group) => group.kind === 'waiting-group');
  }

  get waiting(): readonly ReviewItem[] {
    return waitingInOrder(this.#groups);
  }

  leaf(proposal: string): ReviewLeaf | null {
    const leaves = this.#groups.flatMap((group) => group.leaves);
    return leaves.find(({ item }) => item.proposal.id === proposal) ?? null;
  }

  async select(leaf: ReviewLeaf, options: { readonly focus: boolean }): Promise<void> {
    if (!this.#view.visible) return;
    this.#selected = leaf.item.proposal.id;
    await this.#view.reveal(leaf, { select: true, ...options });
  }

  async getChildren(node?: ReviewNode): Promise<ReviewNode[]> {
    if (node === undefined) {
      await this.#mirror.load();
      return [...this.#groups];
    }
    return 'leaves' in node ? [...node.leaves] : [];
  }

  getParent(node: ReviewNode): ReviewNode | undefined {
    if ('leaves' in node) return undefined;
    return this.#groups.find((group) => group.leaves.some(({ item }) => item.proposal.id === node.item.proposal.id));
  }

  getTreeItem(node: ReviewNode): vscode.TreeItem {
    return reviewTreeItem(node);
  }

  resolveTreeItem(treeItem: vscode.TreeItem, node: ReviewNode): vscode.TreeItem {
    if ('leaves' in node) return treeItem;
    const hover = new vscode.MarkdownString(itemHover(node.item, this.#mirror.state.sessions));
    hover.isTrusted = { enabledCommands: ['dreamwright.openEvidence'] };
    treeItem.tooltip = hover;
    return treeItem;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #update(): void {
    const { items, dreams } = this.#mirror.state;
    const shown = items.filter((item) => isShown(item, this.#filters));
    this.#groups = buildReviewTree(shown, dreams);
    const { length } = items.filter(({ state }) => state === 'waiting');
    this.#view.badge =
      length === 0
        ? undefined
        : { value: length, tooltip: length === 1 ? '1 waits for you' : `${length} wait for you` };
    // With nothing below it, the view's own welcome says the same.
    this.#view.message =
      this.#filters.length > 0
        ? `${this.waiting.length} of ${length} shown: ${this.#filters.map(labelOf).join(', ')}`
        : length === 0 && this.#groups.length > 0
          ? 'Nothing waits.'
          : '';
    this.#changed.fire();
  }
}
