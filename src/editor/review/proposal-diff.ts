import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import { documentUri, placeOf } from '../documents/document-uri.ts';
import { placeName } from '../documents/place.ts';
import { diffTitle } from './describe-item.ts';

/** The document on the right side of a proposal's diff. */
export function proposedUri(item: ReviewItem): vscode.Uri {
  const { id, path } = item.proposal;
  return documentUri({ kind: 'proposed', proposal: id, name: placeName(path) });
}

/** Opens VS Code's own diff of the memory now and as proposed. */
export async function openProposalDiff(
  item: ReviewItem,
  options: Pick<vscode.TextDocumentShowOptions, 'preserveFocus'> = {},
): Promise<void> {
  const { id, path } = item.proposal;
  const now = documentUri({ kind: 'now', proposal: id, name: placeName(path) });
  await vscode.commands.executeCommand('vscode.diff', now, proposedUri(item), diffTitle(item, placeName(path)), {
    ...options,
    preview: true,
  });
}

/** The proposal whose diff is the active editor. */
export function activeProposal(): string | null {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    input instanceof vscode.TabInputTextDiff ? input.modified : input instanceof vscode.TabInputText ? input.uri : null;
  const place = uri === null ? null : placeOf(uri);
  return place?.kind === 'proposed' || place?.kind === 'now' ? place.proposal : null;
}

export async function closeProposalDiffs(proposals: ReadonlySet<string>): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => {
      if (tab.isDirty || !(tab.input instanceof vscode.TabInputTextDiff)) return false;
      const place = placeOf(tab.input.modified);
      return place?.kind === 'proposed' && proposals.has(place.proposal);
    });
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}
