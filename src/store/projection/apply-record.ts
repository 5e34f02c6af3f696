import { assertNever } from '../../core/assert-never.ts';
import { type DreamRecord, NOTHING_DONE } from '../../core/dream/dream-record.ts';
import type { JournalRecord } from '../../core/journal/record.ts';
import type { Database } from '../database/database.ts';
import { putHidden } from '../sessions/hidden-lines.ts';
import { applyCommit } from './apply-commit.ts';
import { applyRemoval } from './apply-removal.ts';
import { constitutionKey } from './constitution-key.ts';
import { putSummary } from './folder-summaries.ts';
import { putItem, setState } from './item-table.ts';
import type { PlacedEntry } from './placed-entry.ts';
import { THRESHOLD_RESET } from './threshold-reset.ts';

type RecordOf<Kind extends JournalRecord['kind']> = Extract<JournalRecord, { readonly kind: Kind }>;

/** What one journal entry does to the database; called inside a transaction. */
export function applyRecord(database: Database, placed: PlacedEntry): void {
  const { record } = placed.entry;
  switch (record.kind) {
    case 'commit':
      applyCommit(database, placed, record.commit, record.comment);
      break;
    case 'dream-started':
      startDream(database, placed, record);
      break;
    case 'dream-ended':
      endDream(database, placed, record);
      break;
    case 'folders-summed-up':
      for (const summary of record.summaries) if (summary.sentences.length > 0) putSummary(database, summary);
      break;
    case 'proposed':
      for (const item of record.items) putItem(database, item);
      break;
    case 'decided':
      for (const id of record.proposals) setState(database, placed, id, record.state, record.comment);
      break;
    case 'revised':
      putItem(database, { ...record.item, comment: record.comment ?? record.item.comment });
      break;
    case 'session-imported':
      putImport(database, record);
      break;
    case 'session-removed':
      applyRemoval(database, record.session, placed.entry.header.at, record.reason);
      break;
    case 'constitution':
      database.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', constitutionKey(record.hash), placed.entry.header.at);
      break;
    case 'thresholds-reset':
      for (const name of record.thresholds) {
        database.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', `${THRESHOLD_RESET}${name}`, placed.entry.header.at);
      }
      break;
    case 'key-announced':
    case 'allowed':
    case 'model-called':
    case 'recovered':
      break;
    case 'redacted':
      for (const { session, event, mask } of record.events) putHidden(database, session, event, mask);
      for (const session of record.titles ?? []) putHidden(database, session, null);
      break;
    default:
      assertNever(record);
  }
}

function putImport(database: Database, record: RecordOf<'session-imported'>): void {
  const { session, format, trust, author } = record;
  database.run('INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?)', session, format, trust, author);
}

function putDream(database: Database, dream: DreamRecord): void {
  database.run(
    'INSERT OR REPLACE INTO dreams (id, status, started, undone, record) VALUES (?, ?, ?, ?, ?)',
    dream.id,
    dream.status,
    dream.started,
    dream.undone ? 1 : 0,
    JSON.stringify(dream),
  );
}

function startDream(database: Database, placed: PlacedEntry, record: RecordOf<'dream-started'>): void {
  putDream(database, {
    id: record.dream,
    status: 'running',
    engine: record.engine,
    trigger: record.trigger,
    started: placed.entry.header.at,
    ended: null,
    ...NOTHING_DONE,
    usage: { inputTokens: 0, outputTokens: 0 },
    cost: 0,
    error: null,
    undone: false,
  });
}

function endDream(database: Database, placed: PlacedEntry, record: RecordOf<'dream-ended'>): void {
  putDream(database, record.dream);
  database.run('DELETE FROM findings WHERE dream = ?', record.dream.id);
  for (const [position, finding] of record.findings.entries()) {
    database.run(
      'INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?)',
      record.dream.id,
      position,
      finding.id,
      finding.kind,
      finding.score,
      JSON.stringify(finding),
    );
  }
  for (const item of record.items) putItem(database, item);
  if (record.commit !== null) applyCommit(database, placed, record.commit, null);
  for (const [session, events] of Object.entries(record.watermarks)) {
    database.run('INSERT OR REPLACE INTO watermarks VALUES (?, ?)', session, events);
  }
}
