import * as vscode from 'vscode';
import type { ReviewComment } from '../../core/dream/proposal.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { Disposables } from '../disposables.ts';
import { placeOf } from '../documents/document-uri.ts';
import type { StoreMirror } from '../store-mirror.ts';

/** As the menus of the manifest name it. */
const CONTROLLER = 'dreamwright.review';
const FIRST_LINE = new vscode.Range(0, 0, 0, 0);

/** VS Code's comments beside a proposal's diff: one thread a proposal, at its first line, from what the store keeps. */
export function registerReviewComments(mirror: StoreMirror): vscode.Disposable {
  const owned = new Disposables();
  const controller = owned.push(vscode.comments.createCommentController(CONTROLLER, 'Dreamwright'));
  controller.options = { prompt: 'Comment on this proposal', placeHolder: 'Kept with the proposal and in the journal' };
  controller.commentingRangeProvider = {
    provideCommentingRanges: ({ uri }) => (proposalOf(uri) === null ? [] : [FIRST_LINE]),
  };
  const threads = new Map<string, vscode.CommentThread>();
  const hide = ({ uri }: vscode.TextDocument): void => {
    threads.get(uri.toString())?.dispose();
    threads.delete(uri.toString());
  };
  const show = ({ uri }: vscode.TextDocument): void => {
    const comments = mirror.item(proposalOf(uri) ?? '')?.comments ?? [];
    const shown = threads.get(uri.toString());
    if (comments.length === (shown?.comments.length ?? 0)) return;
    const thread = shown ?? controller.createCommentThread(uri, FIRST_LINE, []);
    thread.comments = comments.map(asShown);
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    threads.set(uri.toString(), thread);
  };
  const showAll = (): void => vscode.workspace.textDocuments.forEach(show);
  owned.push(vscode.workspace.onDidOpenTextDocument(show));
  owned.push(vscode.workspace.onDidCloseTextDocument(hide));
  owned.push(mirror.onDidChange(showAll));
  showAll();
  return owned;
}

/** Keeps what a person wrote; the thread that comes back from the store takes the place of a new one. */
export async function addComment(
  { open, mirror }: { readonly open: () => Promise<Dreamwright>; readonly mirror: StoreMirror },
  reply: vscode.CommentReply | undefined,
): Promise<void> {
  const proposal = reply === undefined ? null : proposalOf(reply.thread.uri);
  if (reply === undefined || proposal === null) throw new Error('Open the diff of a proposal to comment on it.');
  const outcome = await (await open()).comment(proposal, reply.text);
  if (outcome.kind === 'invalid') throw new Error(outcome.message);
  if (reply.thread.comments.length === 0) reply.thread.dispose();
  await mirror.refresh();
}

function proposalOf(uri: vscode.Uri): string | null {
  const place = placeOf(uri);
  return place?.kind === 'proposed' ? place.proposal : null;
}

/** The body as plain text: what people write is not read as Markdown. */
function asShown({ author, at, text }: ReviewComment): vscode.Comment {
  return { author: { name: author }, timestamp: new Date(at), body: text, mode: vscode.CommentMode.Preview };
}
