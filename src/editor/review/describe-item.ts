import { assertNever } from '../../core/assert-never.ts';
import type { ProposalOperation, ReviewItem } from '../../core/dream/proposal.ts';
import { count } from '../count.ts';
import { shorten } from '../shorten.ts';
import { mainHit } from './held-group.ts';

/** Codicon of an operation. */
export function operationIcon(operation: ProposalOperation): string {
  switch (operation) {
    case 'create':
      return 'add';
    case 'update':
      return 'edit';
    case 'merge':
      return 'git-merge';
    case 'move':
      return 'arrow-right';
    case 'supersede':
      return 'replace';
    case 'split':
      return 'split-horizontal';
    case 'prune':
      return 'trash';
    case 'promote':
      return 'arrow-up';
    case 'link':
      return 'link';
    case 'unlink':
      return 'debug-disconnect';
    default:
      return assertNever(operation);
  }
}

/** The short reason beside an item's path: why it is proposed and how widely it was seen. */
export function itemDescription(item: ReviewItem): string {
  const sessions = new Set(item.proposal.evidence.map((evidence) => evidence.session)).size;
  const reason = item.state === 'refused' ? (mainHit(item)?.detail ?? item.proposal.reason) : item.proposal.reason;
  const short = shorten(reason.replace(/[.。]$/u, ''), 90);
  return sessions > 0 ? `${short} · ${count(sessions, 'session')}` : short;
}

/** The title of an item's diff: what is compared, and why it was held. */
export function diffTitle(item: ReviewItem, name: string): string {
  const hit = mainHit(item);
  const compared = `${name}: now ↔ proposed`;
  if (item.state === 'committed') return `${name}: before ↔ committed`;
  if (hit === null) return compared;
  return `${compared} (${item.state === 'refused' ? 'refused' : 'held'}: ${shorten(hit.detail, 60)})`;
}
