import { type FolderSummary, foldersAbove } from '../../core/memory/folder-summary.ts';
import type { Memory } from '../../core/memory/memory.ts';
import { type Database, text } from '../database/database.ts';

export function readSummary(database: Database, folder: string): FolderSummary | undefined {
  const row = database.get('SELECT summary FROM folder_summaries WHERE path = ?', folder);
  return row === undefined ? undefined : JSON.parse(text(row, 0));
}

/** Answers the size of what was kept. */
export function putSummary(database: Database, summary: FolderSummary): number {
  const content = JSON.stringify(summary);
  database.run('INSERT OR REPLACE INTO folder_summaries VALUES (?, ?)', summary.path, content);
  return content.length;
}

/** What is said of the folders above a memory no longer holds once it changes; each is made anew when next asked for. */
export function dropSummaries(database: Database, states: readonly (Memory | null)[]): void {
  const folders = new Set(states.flatMap((memory) => (memory === null ? [] : foldersAbove(memory.path))));
  for (const folder of folders) database.run('DELETE FROM folder_summaries WHERE path = ?', folder);
}

/** What a dream that is taken back had said of folders; bringing it back leaves them to the next dream. */
export function dropSummariesOf(database: Database, dream: string): void {
  database.run("DELETE FROM folder_summaries WHERE json_extract(summary, '$.dream') = ?", dream);
}
