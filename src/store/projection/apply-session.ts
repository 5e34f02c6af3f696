import { collapseWhiteSpace } from '../../core/evidence.ts';
import { eventEdges } from '../../core/graph/event-edges.ts';
import { type Judgement, judgementOf } from '../../core/outcomes/judgement.ts';
import { type PastOutcome, pastOutcome } from '../../core/outcomes/past-outcome.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { editedFiles } from '../../core/sessions/tool-input.ts';
import type { SessionHeader } from '../../core/store.ts';
import { type Database, number } from '../database/database.ts';
import { indexText } from '../sessions/index-text.ts';
import { addSessionEdges } from './graph-table.ts';

const TITLE_LIMIT = 80;
const MOST_FOLDERS = 30;

/** An event with its place in its session's file. */
export interface PlacedEvent {
  readonly event: SessionEvent;
  readonly start: number;
  readonly length: number;
}

/** The session's row number after its header, new or changed, is in the database. */
export function putHeader(database: Database, file: string, header: SessionHeader): number {
  database.run(
    `INSERT INTO sessions (id, file, agent, format, title, parent_session, trust, author) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET agent = excluded.agent, format = excluded.format, title = excluded.title,
       parent_session = excluded.parent_session, trust = excluded.trust, author = excluded.author`,
    header.session,
    file,
    header.agent,
    header.format,
    header.title ?? null,
    header.parentSession ?? null,
    header.trust,
    header.author ?? null,
  );
  const row = database.get('SELECT row FROM sessions WHERE id = ?', header.session);
  if (row === undefined) throw new Error('a session just inserted is not there');
  return number(row, 0);
}

/** Adds an event at the end of its session; answers false when the session holds its id already. */
export function putEvent(database: Database, session: number, placed: PlacedEvent): boolean {
  const { event } = placed;
  if (hasEvent(database, session, event.id)) return false;
  database.run(
    `INSERT INTO events (session, position, id, type, at, agent, author, origin, start, length, text)
     VALUES (?, (SELECT events FROM sessions WHERE row = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    session,
    session,
    event.id,
    event.type,
    event.at,
    event.agent,
    event.author ?? null,
    event.origin,
    placed.start,
    placed.length,
    indexText(event),
  );
  database.run(
    `UPDATE sessions SET events = events + 1, started = min(coalesce(started, ?1), ?1), ended = max(coalesce(ended, ?1), ?1),
       first_text = coalesce(first_text, ?2) WHERE row = ?3`,
    event.at,
    event.type === 'user' ? collapseWhiteSpace(event.text.slice(0, 4 * TITLE_LIMIT)).slice(0, TITLE_LIMIT) : null,
    session,
  );
  if (event.type === 'recall') for (const memory of event.memories) countUse(database, session, memory);
  addFolders(database, session, event);
  addSessionEdges(database, session, eventEdges(event));
  const judgement = judgementOf(event);
  if (judgement !== null) putJudgement(database, session, judgement);
  if (event.type === 'outcome') putOutcome(database, session, judgement?.subject ?? event.id, pastOutcome(event));
  return true;
}

/** Where it worked: its working directory, and the folders of the files it edited. */
function addFolders(database: Database, session: number, event: SessionEvent): void {
  const files = event.type === 'tool_call' ? editedFiles(event) : [];
  const edited = files.flatMap((file) => /^(.+)[\\/][^\\/]+$/u.exec(file)?.[1] ?? []);
  for (const folder of [...(event.cwd === undefined ? [] : [event.cwd]), ...edited]) {
    database.run(
      `INSERT OR IGNORE INTO session_folders
       SELECT ?1, ?2 WHERE (SELECT count(*) FROM session_folders WHERE session = ?1) < ${MOST_FOLDERS}`,
      session,
      folder,
    );
  }
}

export function hasEvent(database: Database, session: number, id: string): boolean {
  return database.get('SELECT 1 FROM events WHERE session = ? AND id = ?', session, id) !== undefined;
}

function putJudgement(database: Database, session: number, { subject, isGood }: Judgement): void {
  database.run(
    `INSERT INTO judgements VALUES (?, ?, ?) ON CONFLICT (session, subject) DO UPDATE SET good = excluded.good`,
    session,
    subject,
    isGood === null ? null : Number(isGood),
  );
}

function putOutcome(database: Database, session: number, subject: string, outcome: PastOutcome): void {
  database.run(
    'INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?)',
    session,
    subject,
    outcome.event,
    outcome.at,
    JSON.stringify(outcome),
  );
}

function countUse(database: Database, session: number, memory: string): void {
  database.run(
    'INSERT INTO uses VALUES (?, ?, 1) ON CONFLICT (session, memory) DO UPDATE SET count = count + 1',
    session,
    memory,
  );
}

/** How far the session's file has been read, in bytes. */
export function setReadTo(database: Database, session: number, end: number): void {
  database.run('UPDATE sessions SET read_to = ? WHERE row = ?', end, session);
}
