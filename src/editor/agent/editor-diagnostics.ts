import * as vscode from 'vscode';
import type { Diagnostic } from '../../core/agent/tools/workspace-port.ts';

const SETTLE_MILLISECONDS = 1_500;

const SEVERITIES: Readonly<Record<vscode.DiagnosticSeverity, Diagnostic['severity']>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};

/** What the editor's languages say of one file, or of all for null. A file that was not open is opened for it. */
export async function editorDiagnostics(
  uri: vscode.Uri | null,
  pathOf: (uri: vscode.Uri) => string | null,
): Promise<readonly Diagnostic[]> {
  if (uri !== null) await waitForWords(uri);
  const all = uri === null ? vscode.languages.getDiagnostics() : [[uri, vscode.languages.getDiagnostics(uri)] as const];
  return all.flatMap(([of, diagnostics]) => {
    const path = pathOf(of);
    return path === null ? [] : diagnostics.map((diagnostic) => describe(path, diagnostic));
  });
}

function describe(path: string, { range, severity, message, source }: vscode.Diagnostic): Diagnostic {
  return { path, line: range.start.line + 1, severity: SEVERITIES[severity], message, source: source ?? '' };
}

/** A language looks at a file once it is open, and speaks a moment later. */
async function waitForWords(uri: vscode.Uri): Promise<void> {
  if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, SETTLE_MILLISECONDS);
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((changed) => changed.toString() === uri.toString())) end();
    });
    vscode.workspace.openTextDocument(uri).then(undefined, end);
  });
}
