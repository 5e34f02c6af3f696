import * as vscode from 'vscode';
import { assertNever } from '../../core/assert-never.ts';
import { placeName } from '../documents/place.ts';
import { describeGroup } from './describe-group.ts';
import { itemDescription, operationIcon } from './describe-item.ts';
import type { ReviewLeaf, ReviewNode } from './review-node.ts';

/** A review node as VS Code shows it; `contextValue` decides which buttons it has. */
export function reviewTreeItem(node: ReviewNode): vscode.TreeItem {
  switch (node.kind) {
    case 'waiting-group':
    case 'committed-group':
    case 'refused-group': {
      const { id, label, description } = describeGroup(node);
      const isOpen = node.kind === 'waiting-group';
      const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
      const item = new vscode.TreeItem(label, isOpen ? Expanded : Collapsed);
      item.id = id;
      item.description = description;
      item.contextValue = node.kind;
      return item;
    }
    case 'waiting':
    case 'committed':
    case 'refused':
      return leafItem(node);
    default:
      return assertNever(node);
  }
}

function leafItem(leaf: ReviewLeaf): vscode.TreeItem {
  const { proposal } = leaf.item;
  const item = new vscode.TreeItem(proposal.path.replace(/^\//u, ''));
  item.id = proposal.id;
  item.description = itemDescription(leaf.item);
  item.iconPath = new vscode.ThemeIcon(operationIcon(proposal.operation));
  item.contextValue = leaf.kind;
  item.command = { command: 'dreamwright.openProposal', title: 'Open', arguments: [leaf] };
  item.accessibilityInformation = {
    label: `${proposal.operation} ${placeName(proposal.path)}, ${leaf.kind}, ${itemDescription(leaf.item)}`,
  };
  return item;
}
