import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

const NONCE_BYTES = 16;

export function webviewFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** The chat's page: nothing but our own script, style and icon font may load. */
export function chatPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const folder = webviewFolder(extension);
  const script = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'chat.js'));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'chat.css'));
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    // Small pictures of what is attached; nothing is loaded from anywhere.
    'img-src data:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dreamwright chat</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
