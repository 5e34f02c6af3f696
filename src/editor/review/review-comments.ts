import * as vscode from 'vscode';
import type { ReviewComment } from '../../core/dream/proposal.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { Disposables } from '../disposables.ts';
import { placeOf } from '../documents/document-uri.ts';
import { outcomeProblem } from '../outcome-message.ts';
import type { StoreMirror } from '../store-mirror.ts';

/** As the menus of the manifest name it. */
const CONTROLLER = 'dreamwright.review';
const FIRST_LINE = new vscode.Range(0, 0, 0, 0);

/** A comment as VS Code shows it and hands it back to its buttons. */
export interface ShownComment extends vscode.Comment {
  readonly proposal: string;
  readonly kept: ReviewComment;
  readonly thread: vscode.CommentThread;
}

interface CommentParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
}

/** VS Code's comments beside a proposal's diff: one thread a proposal, at its first line, from what the store keeps. */
export function registerReviewComments(mirror: StoreMirror, person: () => Promise<string>): vscode.Disposable {
  const owned = new Disposables();
  const controller = owned.push(vscode.comments.createCommentController(CONTROLLER, 'Dreamwright'));
  controller.options = { prompt: 'Comment on this proposal', placeHolder: 'Kept with the proposal and in the journal' };
  controller.commentingRangeProvider = {
    provideCommentingRanges: ({ uri }) => (proposalOf(uri) === null ? [] : [FIRST_LINE]),
  };
  const threads = new Map<string, { readonly thread: vscode.CommentThread; shown: readonly ReviewComment[] }>();
  const hide = ({ uri }: vscode.TextDocument): void => {
    threads.get(uri.toString())?.thread.dispose();
    threads.delete(uri.toString());
  };
  const show = (document: vscode.TextDocument, reader: string): void => {
    const { uri } = document;
    const proposal = proposalOf(uri) ?? '';
    const comments = mirror.item(proposal)?.comments ?? [];
    const known = threads.get(uri.toString());
    if (JSON.stringify(comments) === JSON.stringify(known?.shown ?? [])) return;
    if (comments.length === 0) {
      hide(document);
      return;
    }
    const thread = known?.thread ?? controller.createCommentThread(uri, FIRST_LINE, []);
    thread.comments = comments.map((comment) => asShown(comment, { proposal, thread, reader }));
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    threads.set(uri.toString(), { thread, shown: comments });
  };
  const showAll = async (): Promise<void> => {
    const documents = vscode.workspace.textDocuments.filter(({ uri }) => proposalOf(uri) !== null);
    if (documents.length === 0) return;
    const reader = await person();
    for (const document of documents) if (!document.isClosed) show(document, reader);
  };
  owned.push(vscode.workspace.onDidOpenTextDocument(() => void showAll()));
  owned.push(vscode.workspace.onDidCloseTextDocument(hide));
  owned.push(mirror.onDidChange(() => void showAll()));
  void showAll();
  return owned;
}

/** Keeps what a person wrote; the thread that comes back from the store takes the place of a new one. */
export async function addComment(
  { open, mirror }: CommentParts,
  reply: vscode.CommentReply | undefined,
): Promise<void> {
  const proposal = reply === undefined ? null : proposalOf(reply.thread.uri);
  if (reply === undefined || proposal === null) throw new Error('Open the diff of a proposal to comment on it.');
  const outcome = await (await open()).comment(proposal, reply.text);
  if (outcome.kind === 'invalid') throw new Error(outcome.message);
  if (reply.thread.comments.length === 0) reply.thread.dispose();
  await mirror.refresh();
}

/** Lets a person reword a comment where it stands. */
export function beginCommentEdit(comment: ShownComment | undefined): void {
  setMode(comment, vscode.CommentMode.Editing);
}

/** Puts back what was kept. */
export function cancelCommentEdit(comment: ShownComment | undefined): void {
  if (comment !== undefined) comment.body = comment.kept.text;
  setMode(comment, vscode.CommentMode.Preview);
}

export async function saveComment({ open, mirror }: CommentParts, comment: ShownComment | undefined): Promise<void> {
  if (comment === undefined) return;
  const text = typeof comment.body === 'string' ? comment.body : comment.body.value;
  await keep({ open, mirror }, comment, text);
  setMode(comment, vscode.CommentMode.Preview);
}

export async function deleteComment(parts: CommentParts, comment: ShownComment | undefined): Promise<void> {
  if (comment !== undefined) await keep(parts, comment, null);
}

async function keep({ open, mirror }: CommentParts, comment: ShownComment, text: string | null): Promise<void> {
  const outcome = await (await open()).editComment(comment.proposal, comment.kept.id, text);
  const problem = outcome.kind === 'waiting' || outcome.kind === 'refused' ? null : outcomeProblem(outcome);
  if (problem !== null) throw new Error(problem);
  await mirror.refresh();
}

/** VS Code draws a comment anew when its thread gets new comments. */
function setMode(comment: ShownComment | undefined, mode: vscode.CommentMode): void {
  if (comment === undefined) return;
  const { thread } = comment;
  thread.comments = thread.comments.map((one) => (one === comment ? Object.assign(one, { mode }) : one));
}

function proposalOf(uri: vscode.Uri): string | null {
  const place = placeOf(uri);
  return place?.kind === 'proposed' ? place.proposal : null;
}

/** The body as plain text: what people write is not read as Markdown. Only its author has the buttons of a comment. */
function asShown(
  kept: ReviewComment,
  more: { readonly proposal: string; readonly thread: vscode.CommentThread; readonly reader: string },
): ShownComment {
  const { author, at, text, editedAt } = kept;
  return {
    kept,
    proposal: more.proposal,
    thread: more.thread,
    author: { name: author },
    timestamp: new Date(at),
    body: text,
    mode: vscode.CommentMode.Preview,
    contextValue: author === more.reader ? 'own' : 'others',
    ...(editedAt === undefined ? {} : { label: 'edited' }),
  };
}
