import * as vscode from 'vscode';
import { documentUri } from '../documents/document-uri.ts';

/** Opens a dream's report, rendered. */
export async function openReport(dream: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', documentUri({ kind: 'dream', dream }));
}
