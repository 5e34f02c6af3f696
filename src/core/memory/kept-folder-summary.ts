import type { Store } from '../store.ts';
import { type FolderSummary, summarizeFolder, summaryHolds } from './folder-summary.ts';

/** The kept summary of a folder while it holds at `at` (ISO 8601), or a new one, which is kept where it has entries. */
export function keptFolderSummary(store: Store, folder: string, at: string): FolderSummary {
  const kept = store.view.folderSummary(folder);
  if (kept !== undefined && summaryHolds(kept, at)) return kept;
  const summary = summarizeFolder(folder, store.view.memories(), at);
  if (summary.entries > 0) store.saveFolderSummary(summary);
  return summary;
}
