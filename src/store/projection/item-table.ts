import type { ProposalState, ReviewItem } from '../../core/dream/proposal.ts';
import { type Database, text } from '../database/database.ts';
import type { PlacedEntry } from './placed-entry.ts';

export function putItem(database: Database, item: ReviewItem): void {
  const { proposal } = item;
  database.run(
    `INSERT INTO proposals (id, dream, state, operation, path, created_at, item) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET dream = excluded.dream, state = excluded.state, operation = excluded.operation,
       path = excluded.path, created_at = excluded.created_at, item = excluded.item`,
    proposal.id,
    proposal.dream,
    item.state,
    proposal.operation,
    proposal.path,
    proposal.createdAt,
    JSON.stringify(item),
  );
}

/** Moves a proposal to `state` and keeps who decided so, when and with what comment. */
export function setState(
  database: Database,
  placed: PlacedEntry,
  proposal: string,
  state: ProposalState,
  comment: string | null,
): void {
  const row = database.get('SELECT item FROM proposals WHERE id = ?', proposal);
  if (row === undefined) return;
  const { at, actor, sequence } = placed.entry.header;
  const item: ReviewItem = JSON.parse(text(row, 0));
  putItem(database, { ...item, state, decidedAt: at, comment: comment ?? item.comment });
  database.run(
    'INSERT INTO decisions (proposal, state, at, actor, comment, sequence) VALUES (?, ?, ?, ?, ?, ?)',
    proposal,
    state,
    at,
    JSON.stringify(actor),
    comment,
    sequence,
  );
}
