import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import { mainChange } from '../../core/dream/review/review-item.ts';
import { ruleEditFor } from '../../core/dream/review/rule-edit.ts';
import { RULE_FILES, type RuleFile } from '../../core/dream/workspace-facts.ts';

/** Offers what a proposal says as an edit of the workspace's own rule file, in VS Code's preview of a change. */
export async function editRuleFile(item: ReviewItem): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined)
    throw new Error('Open a folder first: its rule file, such as CLAUDE.md, is what is edited.');
  const rules = await readRuleFiles(folder.uri);
  if (rules.length === 0) throw new Error('No rule file is here. Add a CLAUDE.md or AGENTS.md to the folder first.');
  const change = mainChange(item.proposal);
  const edit = ruleEditFor((change?.after ?? change?.before)?.text ?? '', rules);
  if (edit === null) throw new Error(`${rules.map(({ file }) => file).join(' or ')} says this already.`);
  const uri = vscode.Uri.joinPath(folder.uri, edit.file);
  const document = await vscode.workspace.openTextDocument(uri);
  const changes = new vscode.WorkspaceEdit();
  const asked = { needsConfirmation: true, label: `Edit ${edit.file}`, description: 'Proposed by Dreamwright' };
  if (edit.replaces === 1) changes.replace(uri, document.lineAt(edit.line).range, edit.text, asked);
  else changes.insert(uri, endOf(document), withLineEnd(document, edit.text), asked);
  await vscode.workspace.applyEdit(changes);
}

async function readRuleFiles(folder: vscode.Uri): Promise<readonly RuleFile[]> {
  const files = await Promise.all(
    RULE_FILES.map(async (file) => {
      const uri = vscode.Uri.joinPath(folder, file);
      const isThere = await vscode.workspace.fs.stat(uri).then(
        () => true,
        () => false,
      );
      return isThere ? [{ file, text: (await vscode.workspace.openTextDocument(uri)).getText() }] : [];
    }),
  );
  return files.flat();
}

function endOf(document: vscode.TextDocument): vscode.Position {
  return document.lineAt(document.lineCount - 1).range.end;
}

/** A last line without an end would otherwise go on with the new one. */
function withLineEnd(document: vscode.TextDocument, text: string): string {
  return document.lineAt(document.lineCount - 1).isEmptyOrWhitespace ? text : `\n${text}`;
}
