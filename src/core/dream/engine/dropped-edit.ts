import { collapseWhiteSpace, QUOTE_LIMIT } from '../../evidence.ts';
import { redact } from '../../secrets/redact.ts';

/** Why an edit of a model was dropped. */
export type DropReason =
  | 'malformed'
  | 'event unknown'
  | 'quote not in the event'
  | 'no evidence'
  | 'path not legal'
  | 'path taken'
  | 'memory unknown'
  | 'memory edited twice'
  | 'number not in the evidence'
  | 'name not in the evidence'
  | 'hedge dropped'
  | 'denies its evidence'
  | 'rewrites nearly everything'
  | 'changes nothing'
  | 'over already'
  | 'said already'
  | 'said by a rule file'
  | 'said by the code'
  | 'decided already';

export interface DroppedEdit {
  readonly reason: DropReason;
  /** What was wrong, for the log. */
  readonly detail: string;
}

export function drop(reason: DropReason, detail: string): DroppedEdit {
  return { reason, detail: redact(collapseWhiteSpace(detail)).text.slice(0, QUOTE_LIMIT) };
}

/** One sentence for the report: how many, and why; none where nothing was dropped. */
export function droppedNotes(model: string, dropped: readonly DroppedEdit[]): readonly string[] {
  if (dropped.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { reason } of dropped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
  const edits = dropped.length === 1 ? '1 edit' : `${dropped.length} edits`;
  return [`${edits} of ${model} dropped: ${reasons}.`];
}
