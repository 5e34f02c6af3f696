import type { CommentReply, Uri } from 'vscode';
import type { DreamNode } from '../dreams/dream-node.ts';
import type { MemoryNode } from '../memories/memory-node.ts';
import type { ShownComment } from '../review/review-comments.ts';
import type { ReviewNode } from '../review/review-node.ts';

/** What a review command may be given: a tree node, or the diff's document. */
export type ReviewTarget = ReviewNode | Uri;

/** Every command and its arguments. From the palette or a key all of them come without. */
export interface CommandArguments {
  'dreamwright.dreamNow': [];
  'dreamwright.cancelDream': [];
  'dreamwright.undoDream': [target?: DreamNode | ReviewNode];
  'dreamwright.revertChanges': [];
  'dreamwright.openReport': [target?: DreamNode];
  'dreamwright.reviewProposals': [];
  'dreamwright.openProposal': [target?: ReviewTarget];
  'dreamwright.approve': [target?: ReviewTarget];
  'dreamwright.approveGroup': [target?: ReviewNode];
  'dreamwright.rejectGroup': [target?: ReviewNode];
  'dreamwright.filterReview': [];
  'dreamwright.clearReviewFilter': [];
  'dreamwright.edit': [target?: ReviewTarget];
  'dreamwright.reject': [target?: ReviewTarget];
  'dreamwright.allowRule': [target?: ReviewTarget];
  'dreamwright.editRuleFile': [target?: ReviewTarget];
  'dreamwright.comment': [reply?: CommentReply];
  'dreamwright.editComment': [comment?: ShownComment];
  'dreamwright.saveComment': [comment?: ShownComment];
  'dreamwright.cancelCommentEdit': [comment?: ShownComment];
  'dreamwright.deleteComment': [comment?: ShownComment];
  'dreamwright.next': [target?: ReviewTarget];
  'dreamwright.approveSelected': [];
  'dreamwright.rejectSelected': [];
  'dreamwright.nextAfterSelected': [];
  'dreamwright.openEvidence': [evidence: { readonly session: string; readonly event: string }];
  'dreamwright.searchMemory': [];
  'dreamwright.newMemory': [target?: MemoryNode];
  'dreamwright.openMemory': [id: string];
  /** All memories when missing. */
  'dreamwright.openFolder': [target?: MemoryNode | string];
  'dreamwright.renameMemory': [target?: MemoryNode];
  'dreamwright.moveMemory': [target?: MemoryNode];
  'dreamwright.togglePin': [target?: MemoryNode];
  'dreamwright.verifyAgainBy': [target?: MemoryNode];
  'dreamwright.holdsUntil': [target?: MemoryNode];
  'dreamwright.deleteMemory': [target?: MemoryNode];
  'dreamwright.showHistory': [target?: MemoryNode | Uri];
  'dreamwright.importSessions': [];
  'dreamwright.pauseDreaming': [];
  'dreamwright.resumeDreaming': [];
  'dreamwright.resetThresholds': [];
  'dreamwright.verifyJournal': [];
  'dreamwright.whatDreamwrightKnows': [];
  'dreamwright.exportEverything': [];
  'dreamwright.exportJournal': [];
  'dreamwright.showOutcomes': [];
  'dreamwright.backUpStore': [];
  'dreamwright.restoreStore': [];
  'dreamwright.forgetEverything': [];
  'dreamwright.acceptEdit': [target?: Uri];
  'dreamwright.acceptAllEdits': [target?: Uri];
  'dreamwright.rejectEdit': [target?: Uri];
  'dreamwright.managePermissions': [];
  'dreamwright.openSettings': [];
  'dreamwright.showLog': [];
}

export type CommandId = keyof CommandArguments;

export type CommandHandlers<Ids extends CommandId = CommandId> = {
  readonly [Id in Ids]: (...argumentList: CommandArguments[Id]) => void | Promise<void>;
};
