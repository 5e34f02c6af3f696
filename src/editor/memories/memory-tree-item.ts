import * as vscode from 'vscode';
import { assertNever } from '../../core/assert-never.ts';
import { lastDayBefore } from '../../core/memory/last-day.ts';
import { documentUri } from '../documents/document-uri.ts';
import { describeMount } from './describe-mount.ts';
import type { MemoryNode } from './memory-node.ts';

export function memoryTreeItem(node: MemoryNode): vscode.TreeItem {
  switch (node.kind) {
    case 'folder': {
      const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Expanded);
      item.id = `folder ${node.path}`;
      item.contextValue = 'folder';
      const isStore = /^\/@[^/]+$/u.test(node.path);
      item.iconPath = isStore ? new vscode.ThemeIcon('database') : vscode.ThemeIcon.Folder;
      if (isStore) item.description = describeMount(node.path);
      return item;
    }
    case 'memory': {
      const { memory } = node;
      const uri = documentUri({ kind: 'memory', path: memory.path });
      const item = new vscode.TreeItem(node.name);
      item.id = memory.id;
      item.contextValue = 'memory';
      item.description = [
        ...(memory.verifyBy === undefined ? [] : [`verify by ${lastDayBefore(memory.verifyBy)}`]),
        ...(memory.validTo === null ? [] : [`until ${lastDayBefore(memory.validTo)}`]),
        memory.kind,
        `${Math.round(memory.confidence * 100)} %`,
      ].join(' · ');
      item.iconPath = new vscode.ThemeIcon(memory.pinned ? 'pinned' : 'note');
      item.command = { command: 'vscode.open', title: 'Open', arguments: [uri] };
      return item;
    }
    default:
      return assertNever(node);
  }
}
