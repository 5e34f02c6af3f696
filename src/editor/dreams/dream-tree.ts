import * as vscode from 'vscode';
import { assertNever } from '../../core/assert-never.ts';
import type { DreamStatus } from '../../core/dream/dream-record.ts';
import { Disposables } from '../disposables.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { dreamDescription, dreamDetailLabel } from './describe-dream.ts';
import { type DreamDetail, type DreamNode, dreamDetails } from './dream-node.ts';

/** The Dreams view: what was dreamt, newest first. */
export class DreamTree implements vscode.TreeDataProvider<DreamNode>, vscode.Disposable {
  readonly #mirror: StoreMirror;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.push(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(mirror: StoreMirror) {
    this.#mirror = mirror;
    this.#owned.push(
      vscode.window.createTreeView('dreamwright.dreams', { treeDataProvider: this, showCollapseAll: true }),
    );
    this.#owned.push(mirror.onDidChange(() => this.#changed.fire()));
  }

  async getChildren(node?: DreamNode): Promise<DreamNode[]> {
    if (node === undefined) {
      const { dreams } = await this.#mirror.load();
      return dreams.map((dream) => ({ kind: 'dream', dream }));
    }
    if (node.kind === 'dream-detail') return [];
    return dreamDetails(node.dream).map((detail) => ({ kind: 'dream-detail', dream: node.dream, detail }));
  }

  getTreeItem(node: DreamNode): vscode.TreeItem {
    switch (node.kind) {
      case 'dream': {
        const { dream } = node;
        const started = new Date(dream.started);
        const label = started.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
        const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
        item.id = dream.id;
        item.description = dreamDescription(dream);
        item.iconPath = new vscode.ThemeIcon(dream.undone ? 'discard' : statusIcon(dream.status));
        item.contextValue = dream.status === 'completed' && !dream.undone ? 'dream-undoable' : 'dream';
        item.tooltip = `${dream.started}, started by ${dream.trigger}, engine ${dream.engine}`;
        return item;
      }
      case 'dream-detail': {
        const item = new vscode.TreeItem(dreamDetailLabel(node.dream, node.detail));
        item.iconPath = new vscode.ThemeIcon(detailIcon(node.detail));
        item.command = detailCommand(node);
        return item;
      }
      default:
        return assertNever(node);
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function statusIcon(status: DreamStatus): string {
  switch (status) {
    case 'pending':
    case 'running':
      return 'sync~spin';
    case 'completed':
      return 'pass';
    case 'failed':
      return 'error';
    case 'cancelled':
      return 'circle-slash';
    default:
      return assertNever(status);
  }
}

function detailCommand(node: Extract<DreamNode, { kind: 'dream-detail' }>): vscode.Command {
  if (node.detail === 'waiting') return { command: 'dreamwright.reviewProposals', title: 'Review' };
  if (node.detail === 'thresholds')
    return { command: 'dreamwright.resetThresholds', title: 'Reset Learned Thresholds' };
  return { command: 'dreamwright.openReport', title: 'Open Report', arguments: [node] };
}

function detailIcon(detail: DreamDetail): string {
  switch (detail) {
    case 'report':
      return 'markdown';
    case 'read':
      return 'history';
    case 'committed':
      return 'check';
    case 'waiting':
      return 'eye';
    case 'refused':
      return 'shield';
    case 'thresholds':
      return 'settings';
    default:
      return assertNever(detail);
  }
}
