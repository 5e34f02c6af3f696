import type { Commit } from '../../core/journal/record.ts';
import { type MemoryChange, standingAfter } from '../../core/memory/change.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { Database } from '../database/database.ts';
import { dropSummaries, dropSummariesOf } from './folder-summaries.ts';
import { putMemoryEdges } from './graph-table.ts';
import { putItem, setState } from './item-table.ts';
import type { PlacedEntry } from './placed-entry.ts';
import { dropVector } from './stored-vectors.ts';

/** Everything one commit does: versions, current memories with their evidence, and what becomes of proposals. */
export function applyCommit(database: Database, placed: PlacedEntry, commit: Commit, comment: string | null): void {
  database.run(
    'INSERT INTO commits (id, entry, dream, cause, undoes, redoes) VALUES (?, ?, ?, ?, ?, ?)',
    commit.id,
    placed.entry.header.id,
    commit.dream,
    commit.cause,
    commit.undoes,
    commit.redoes,
  );
  for (const [index, change] of commit.changes.entries()) {
    applyChange(database, placed, commit, change, `ver_${commit.id.replace(/^cmt_/u, '')}_${index}`);
  }
  for (const item of commit.adds) putItem(database, item);
  for (const proposal of commit.proposals) setState(database, placed, proposal, 'committed', comment);
  for (const { proposal, state } of commit.moves) setState(database, placed, proposal, state, comment);
  markUndone(database, commit);
}

function applyChange(database: Database, placed: PlacedEntry, commit: Commit, change: MemoryChange, id: string): void {
  const { header } = placed.entry;
  const after = standingAfter(change);
  database.run(
    `INSERT INTO versions (id, memory, sequence, commit_id, at, actor, operation, content, redacted)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    change.id,
    header.sequence,
    commit.id,
    header.at,
    JSON.stringify(header.actor),
    change.after === null ? 'deleted' : change.before === null ? 'created' : 'modified',
    after === null ? null : JSON.stringify(after),
    after === change.after ? 0 : 1,
  );
  database.run('DELETE FROM evidence WHERE memory = ?', change.id);
  dropVector(database, change.id);
  if (after === null) database.run('DELETE FROM memories WHERE id = ?', change.id);
  else putMemory(database, after);
  putMemoryEdges(database, change.id, after);
  dropSummaries(database, [change.before, after]);
}

/** The version just inserted becomes the memory's current one. */
function putMemory(database: Database, memory: Memory): void {
  database.run(
    `INSERT OR REPLACE INTO memories (id, path, kind, scope, author, origin, confidence, valid_from, valid_to,
       superseded_by, updated_at, version)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, last_insert_rowid())`,
    memory.id,
    memory.path,
    memory.kind,
    memory.scope,
    memory.author,
    memory.origin,
    memory.confidence,
    memory.validFrom,
    memory.validTo,
    memory.supersededBy,
    memory.updatedAt,
  );
  for (const { session, event, quote } of memory.evidence) {
    database.run('INSERT INTO evidence VALUES (?, ?, ?, ?)', memory.id, session, event, quote);
  }
}

/** An undo marks its dream; an undo of that undo (`redoes`) takes the mark away. */
function markUndone(database: Database, commit: Commit): void {
  if (commit.undoes !== null) {
    database.run('UPDATE dreams SET undone = 1 WHERE id = ?', commit.undoes);
    dropSummariesOf(database, commit.undoes);
  }
  if (commit.redoes === null) return;
  database.run('UPDATE dreams SET undone = 0 WHERE id = (SELECT undoes FROM commits WHERE id = ?)', commit.redoes);
}
