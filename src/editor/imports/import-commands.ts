import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Dreamwright, ImportOptions } from '../../core/dreamwright.ts';
import type { CommandHandlers } from '../commands/command-map.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { runCommand } from '../commands/register-commands.ts';
import { offer } from '../offer.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { importProblems, importSummary } from './describe-import.ts';

interface ImportParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly log: vscode.LogOutputChannel;
  readonly boundary: ErrorBoundary;
  /** Claude Code's own folder for this workspace, where there is one. */
  readonly claudeCodeFolder: () => Promise<string | null>;
}

export function importCommands(parts: ImportParts): CommandHandlers<'dreamwright.importSessions'> {
  return {
    'dreamwright.importSessions': async () => {
      const paths = await askSource(parts);
      if (paths === undefined || paths.length === 0) return;
      const trust = await askTrust();
      if (trust === undefined) return;
      await importPaths(parts, paths, { trust });
    },
  };
}

type Source = {
  readonly label: string;
  readonly description?: string;
  readonly choose: () => Promise<readonly string[]>;
};

async function askSource(parts: ImportParts): Promise<readonly string[] | undefined> {
  const claudeCode = await parts.claudeCodeFolder();
  const own: readonly Source[] =
    claudeCode === null
      ? []
      : [
          {
            label: '$(history) Claude Code sessions of this workspace',
            description: claudeCode,
            choose: async () => [claudeCode],
          },
        ];
  const sources: readonly Source[] = [
    ...own,
    { label: '$(files) Files…', choose: async () => await pickPaths('files') },
    { label: '$(folder) Folder…', choose: async () => await pickPaths('folder') },
  ];
  const picked = await vscode.window.showQuickPick(sources, {
    title: 'Import sessions from',
    placeHolder: 'The format is found by content; what was imported before is not imported twice',
  });
  return await picked?.choose();
}

async function pickPaths(what: 'files' | 'folder'): Promise<readonly string[]> {
  const isFolder = what === 'folder';
  const uris = await vscode.window.showOpenDialog({
    title: 'Import sessions',
    openLabel: 'Import',
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir()),
    canSelectFiles: !isFolder,
    canSelectFolders: isFolder,
    canSelectMany: true,
    ...(isFolder ? {} : { filters: { 'Agent transcripts': ['jsonl', 'json'], 'All files': ['*'] } }),
  });
  return (uris ?? []).map((uri) => uri.fsPath);
}

/** Only a person can know whose words the user turns of a transcript are. */
async function askTrust(): Promise<ImportOptions['trust'] | undefined> {
  const picks = [
    {
      label: 'Mine',
      detail: 'What the user says in them counts as your word.',
      trust: 'user',
    },
    {
      label: "Someone else's, or mixed",
      detail: 'Nothing in them counts as your word; what rests on them waits for you.',
      trust: 'none',
    },
  ] as const;
  const picked = await vscode.window.showQuickPick(picks, { title: 'Whose user turns are these?' });
  return picked?.trust;
}

async function importPaths(parts: ImportParts, paths: readonly string[], options: ImportOptions): Promise<void> {
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Importing sessions', cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const store = await parts.open();
      return await store.import(paths, options, {
        signal: abort.signal,
        onProgress: ({ step, steps, label }) =>
          progress.report({ message: `${step} of ${steps}: ${label}`, increment: 100 / steps }),
      });
    },
  );
  await parts.mirror.refresh();
  const problems = importProblems(report);
  for (const problem of problems) parts.log.warn(problem);
  offer(parts.boundary, importSummary(report), {
    ...(report.imported.length > 0 && { 'Dream Now': async () => await runCommand('dreamwright.dreamNow') }),
    ...(problems.length > 0 && { 'Show Log': async () => parts.log.show() }),
  });
}
