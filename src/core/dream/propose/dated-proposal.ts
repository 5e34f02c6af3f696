import type { Memory } from '../../memory/memory.ts';
import type { Proposal } from '../proposal.ts';
import { datedText } from './dated-text.ts';
import { NO_SUPPORT } from './draft.ts';

const WRITES: ReadonlySet<Proposal['operation']> = new Set(['create', 'update', 'supersede']);

/**
 * A proposal whose new texts tell the times that they name as dates, read against the day `saidAt` (ISO 8601) of its
 * evidence; what holds for a while, nobody knows until when, is supported by nothing. Null when its time is over.
 */
export function datedProposal(proposal: Proposal, saidAt: string, now: Date): Proposal | null {
  // The others only order what is there.
  if (!WRITES.has(proposal.operation)) return proposal;
  let isPassing = false;
  let isOver = false;
  const date = (memory: Memory): Memory => {
    const dated = datedText(memory.text, saidAt);
    isPassing ||= dated.isPassing;
    isOver ||= dated.validTo !== null && dated.validTo <= now.toISOString();
    const { validFrom, validTo } = dated;
    return {
      ...memory,
      text: dated.text,
      ...(validFrom !== null && { validFrom }),
      ...(validTo !== null && { validTo }),
    };
  };
  const changes = proposal.changes.map((change) =>
    change.after === null || change.after.text === change.before?.text
      ? change
      : { ...change, after: date(change.after) },
  );
  if (isOver) return null;
  return { ...proposal, changes, support: isPassing ? NO_SUPPORT : proposal.support };
}
