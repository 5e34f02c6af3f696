import * as vscode from 'vscode';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { documentUri } from '../documents/document-uri.ts';
import { renderTranscript } from '../documents/transcript.ts';

/** Opens a session as a document, at the turn of one of its events. */
export async function openEvidence(
  store: Dreamwright,
  evidence: { readonly session: string; readonly event: string },
): Promise<void> {
  const events = await store.transcript(evidence.session);
  if (events.length === 0) throw new Error('That session is no longer in the store.');
  const line = renderTranscript(evidence.session, events).lines.get(evidence.event) ?? 0;
  const position = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(documentUri({ kind: 'session', session: evidence.session }), {
    selection: new vscode.Range(position, position),
    preview: true,
  });
}
