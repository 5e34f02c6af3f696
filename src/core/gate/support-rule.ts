import { assertNever } from '../assert-never.ts';
import type { Proposal } from '../dream/proposal.ts';
import { carriedOrigin, writtenMemories } from './edited-memories.ts';

/** What an edit that may commit by itself rests on; each has a threshold of its own. */
export type SupportRule = 'instruction' | 'statements' | 'failures' | 'merge' | 'supersede';

/** How many more sessions than usual each takes, because of what reviewers decided; never fewer. */
export type RaisedSupport = Readonly<Partial<Record<SupportRule, number>>>;

/** Null for edits that no support lets commit by itself at the level balanced. */
export function supportRuleOf(proposal: Proposal): SupportRule | null {
  switch (proposal.operation) {
    case 'create':
    case 'update': {
      if (carriedOrigin(proposal) === 'user') {
        return proposal.support.isExplicitInstruction ? 'instruction' : 'statements';
      }
      return writtenMemories(proposal).some((memory) => memory.kind === 'procedure') ? 'failures' : null;
    }
    case 'supersede':
      return 'supersede';
    case 'merge':
      return 'merge';
    case 'prune':
    case 'promote':
    case 'move':
    case 'split':
    case 'link':
    case 'unlink':
      return null;
    default:
      return assertNever(proposal.operation);
  }
}
