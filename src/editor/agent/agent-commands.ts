import type { CommandHandlers } from '../commands/command-map.ts';
import type { EditReview } from './edit-review.ts';
import type { KeptPermissions } from './kept-permissions.ts';
import { managePermissions } from './manage-permissions.ts';

type AgentCommand =
  | 'dreamwright.acceptEdit'
  | 'dreamwright.acceptAllEdits'
  | 'dreamwright.rejectEdit'
  | 'dreamwright.managePermissions';

export interface AgentCommandParts {
  readonly review: EditReview;
  readonly kept: KeptPermissions;
}

export function agentCommands({ review, kept }: AgentCommandParts): CommandHandlers<AgentCommand> {
  return {
    'dreamwright.acceptEdit': (target) => review.answer(target, 'once'),
    'dreamwright.acceptAllEdits': (target) => review.answer(target, 'all'),
    'dreamwright.rejectEdit': (target) => review.answer(target, 'deny'),
    'dreamwright.managePermissions': () => managePermissions(kept),
  };
}
