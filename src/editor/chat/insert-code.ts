import * as vscode from 'vscode';

/** Puts code over the selection of the editor used last, or tells what to do when there is none. */
export async function insertCode(code: string): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (editor === undefined) {
    void vscode.window.showInformationMessage('Open the file that the code belongs into, then insert again.');
    return;
  }
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  await vscode.window.activeTextEditor?.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, code);
  });
}
