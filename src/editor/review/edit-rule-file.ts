import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import { mainChange } from '../../core/dream/review/review-item.ts';
import { ruleEditFor } from '../../core/dream/review/rule-edit.ts';
import type { RuleFile } from '../../core/dream/rule-files.ts';
import { offer } from '../offer.ts';
import { type ReviewParts, rejectBecause } from './decide-proposal.ts';

/** Offers what a proposal says as an edit of the workspace's own rule file, in VS Code's preview of a change. */
export async function editRuleFile(parts: ReviewParts, item: ReviewItem): Promise<void> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const { root, rules } = await (await parts.open()).ruleFiles(first?.uri.fsPath ?? null);
  if (root === null) throw new Error('Open a folder first: its rule file, such as CLAUDE.md, is what is edited.');
  if (rules.length === 0) throw new Error('No rule file is here. Add a CLAUDE.md or AGENTS.md to the folder first.');
  const folder = vscode.Uri.file(root);
  const change = mainChange(item.proposal);
  const text = (change?.after ?? change?.before)?.text ?? '';
  const edit = ruleEditFor(text, await asOpened(folder, rules));
  if (edit === null) throw new Error(`${rules.map(({ file }) => file).join(' or ')} says this already.`);
  const uri = vscode.Uri.joinPath(folder, edit.file);
  const document = await vscode.workspace.openTextDocument(uri);
  const changes = new vscode.WorkspaceEdit();
  const asked = { needsConfirmation: true, label: `Edit ${edit.file}`, description: 'Proposed by Dreamwright' };
  if (edit.replaces > 0) changes.replace(uri, linesOf(document, edit), edit.text, asked);
  else changes.insert(uri, endOf(document), withLineEnd(document, edit.text), asked);
  const isApplied = await vscode.workspace.applyEdit(changes);
  const isSaid = ruleEditFor(text, [{ file: edit.file, text: document.getText() }]) === null;
  if (!isApplied || !isSaid) return;
  offer(parts.boundary, `${edit.file} says it now. A memory that says the same would be noise.`, {
    'Reject Proposal': () => rejectBecause(parts, item, `${edit.file} says it now`),
  });
}

/** The rule files with what is typed into them and not saved yet. */
async function asOpened(folder: vscode.Uri, rules: readonly RuleFile[]): Promise<readonly RuleFile[]> {
  return await Promise.all(
    rules.map(async (rule) => ({
      ...rule,
      text: (await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, rule.file))).getText(),
    })),
  );
}

function linesOf(
  document: vscode.TextDocument,
  { line, replaces }: { readonly line: number; readonly replaces: number },
): vscode.Range {
  return new vscode.Range(document.lineAt(line).range.start, document.lineAt(line + replaces - 1).range.end);
}

function endOf(document: vscode.TextDocument): vscode.Position {
  return document.lineAt(document.lineCount - 1).range.end;
}

/** A last line without an end would otherwise go on with the new one. */
function withLineEnd(document: vscode.TextDocument, text: string): string {
  return document.lineAt(document.lineCount - 1).isEmptyOrWhitespace ? text : `\n${text}`;
}
