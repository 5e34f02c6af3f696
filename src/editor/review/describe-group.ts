import { assertNever } from '../../core/assert-never.ts';
import type { ReviewGroup } from './review-node.ts';

interface GroupText {
  /** Stable over refreshes, so that VS Code keeps what is open and selected. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
}

export function describeGroup(group: ReviewGroup): GroupText {
  const description = String(group.leaves.length);
  switch (group.kind) {
    case 'waiting-group':
      return { id: `waiting ${group.title}`, label: group.title, description };
    case 'committed-group':
      return { id: 'committed', label: 'Committed by the last dream', description };
    case 'refused-group':
      return { id: 'refused', label: 'Refused', description };
    default:
      return assertNever(group);
  }
}
