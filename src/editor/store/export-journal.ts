import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { CSV_HEADER, entryCsv } from '../../core/journal/entry-csv.ts';
import { type EntrySelection, isSelected } from '../../core/journal/select-entries.ts';
import type { JournalEntry } from '../../core/store.ts';
import { count } from '../count.ts';

const DAY = 86_400_000;
const SPANS = [
  { label: 'All of it', days: null },
  { label: 'The last day', days: 1 },
  { label: 'The last week', days: 7 },
  { label: 'The last month', days: 30 },
  { label: 'The last year', days: 365 },
] as const;

/** The journal, or the entries of a time, an actor and a place in it, as JSONL or CSV. */
export async function exportJournal(store: Dreamwright, now: Date): Promise<void> {
  const entries = await store.journal();
  const selection = await askSelection(entries, now);
  if (selection === undefined) return;
  const chosen = entries.filter((entry) => isSelected(entry, selection));
  const uri = await vscode.window.showSaveDialog({
    title: `Export ${count(chosen.length, 'entry', 'entries')} of the journal`,
    filters: { 'JSON lines': ['jsonl'], CSV: ['csv'] },
  });
  if (uri === undefined) return;
  await writeFile(uri.fsPath, uri.path.endsWith('.csv') ? asCsv(chosen) : asLines(chosen));
  void vscode.window.showInformationMessage(`${count(chosen.length, 'entry', 'entries')} written to ${uri.fsPath}.`);
}

async function askSelection(entries: readonly JournalEntry[], now: Date): Promise<EntrySelection | undefined> {
  const span = await vscode.window.showQuickPick(SPANS, { title: 'Which time?' });
  if (span === undefined) return undefined;
  const since = span.days === null ? undefined : new Date(now.getTime() - span.days * DAY).toISOString();
  const everybody = { label: 'Everybody', actor: undefined };
  const actors = [
    ...new Set(entries.flatMap(({ actor }) => ('name' in actor ? [actor.kind, actor.name] : [actor.kind]))),
  ];
  const who = await vscode.window.showQuickPick([everybody, ...actors.map((actor) => ({ label: actor, actor }))], {
    title: 'Whose acts?',
  });
  if (who === undefined) return undefined;
  const path = await vscode.window.showInputBox({
    title: 'Of which memories?',
    prompt: 'What their paths begin with; empty for all entries',
    placeHolder: '/testing/',
    validateInput: (value) => (value === '' || value.startsWith('/') ? null : 'A path begins with a slash.'),
  });
  return path === undefined ? undefined : { since, actor: who.actor, ...(path === '' ? {} : { path }) };
}

function asLines(entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

function asCsv(entries: readonly JournalEntry[]): string {
  return `${[CSV_HEADER, ...entries.map(entryCsv)].join('\r\n')}\r\n`;
}
