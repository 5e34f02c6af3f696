import { assertNever } from '../../core/assert-never.ts';
import type { DreamRecord } from '../../core/dream/dream-record.ts';
import type { ProposalOperation } from '../../core/dream/proposal.ts';
import type { DreamOutcome } from '../../core/dreamwright.ts';
import { count } from '../count.ts';
import type { DreamDetail } from './dream-node.ts';

type Ended = Extract<DreamOutcome, { kind: 'ended' }>;

/** What a dream did, for its one notification: "4 memories added, 1 merged, 3 wait for you"; null when there is nothing to say. */
export function dreamSummary({ items }: Pick<Ended, 'items'>): string | null {
  const counts = new Map<string, number>();
  for (const item of items) {
    if (item.state !== 'committed') continue;
    const verb = pastVerb(item.proposal.operation);
    counts.set(verb, (counts.get(verb) ?? 0) + 1);
  }
  const changed = [...counts].map(([verb, amount], index) =>
    index === 0 ? `${count(amount, 'memory', 'memories')} ${verb}` : `${amount} ${verb}`,
  );
  const waiting = items.filter((item) => item.state === 'waiting').length;
  const waits = waiting === 0 ? [] : [waiting === 1 ? '1 waits for you' : `${waiting} wait for you`];
  const parts = [...changed, ...waits];
  return parts.length === 0 ? null : parts.join(', ');
}

/** A dream in one line of the history: what it was and what came of it. */
export function dreamDescription(dream: DreamRecord): string {
  if (dream.undone) return 'undone';
  switch (dream.status) {
    case 'pending':
    case 'running':
      return 'running';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
      return dream.error === null ? 'failed' : `failed: ${dream.error}`;
    case 'completed': {
      const parts = [
        ...(dream.committed > 0 ? [`${dream.committed} committed`] : []),
        ...(dream.waiting > 0 ? [`${dream.waiting} to review`] : []),
        ...(dream.refused > 0 ? [`${dream.refused} refused`] : []),
      ];
      return parts.length === 0 ? 'nothing to change' : parts.join(', ');
    }
    default:
      return assertNever(dream.status);
  }
}

function pastVerb(operation: ProposalOperation): string {
  switch (operation) {
    case 'create':
      return 'added';
    case 'update':
      return 'updated';
    case 'merge':
      return 'merged';
    case 'move':
      return 'moved';
    case 'supersede':
      return 'replaced';
    case 'split':
      return 'split';
    case 'prune':
      return 'deleted';
    case 'promote':
      return 'promoted';
    case 'link':
      return 'linked';
    case 'unlink':
      return 'unlinked';
    default:
      return assertNever(operation);
  }
}

/** One of the lines under a dream. */
export function dreamDetailLabel(dream: DreamRecord, detail: DreamDetail): string {
  switch (detail) {
    case 'report':
      return 'Report';
    case 'read':
      return `${count(dream.events, 'new event')} in ${count(dream.sessions, 'session')} read${spent(dream)}`;
    case 'committed':
      return `${dream.committed} committed`;
    case 'waiting':
      return `${dream.waiting} held for review`;
    case 'refused':
      return `${dream.refused} refused`;
    case 'thresholds':
      return `${count(dream.thresholds?.length ?? 0, 'threshold')} moved by your decisions`;
    default:
      return assertNever(detail);
  }
}

/** Nothing where no model was asked, or none with a known price. */
function spent({ cost }: DreamRecord): string {
  return cost === 0 ? '' : `, $${cost.toFixed(2)} spent`;
}
