import type { SessionSummary } from '../../core/sessions/session.ts';
import { type Database, number, optionalText, type Row, text } from '../database/database.ts';

const QUERY = `
  SELECT s.id, s.agent, s.format, coalesce(s.title, s.first_text, s.id), coalesce(s.started, ''), coalesce(s.ended, ''),
    s.events, s.parent_session, coalesce(w.events, 0), coalesce(i.trust, s.trust),
    (SELECT json_group_array(f.folder) FROM session_folders f WHERE f.session = s.row)
  FROM sessions s LEFT JOIN watermarks w ON w.session = s.id LEFT JOIN imports i ON i.session = s.id
  ORDER BY s.started, s.row`;

/** The sessions' summaries, read anew only after something about them has changed. */
export class SessionTable {
  private readonly database: Database;
  private byId: ReadonlyMap<string, SessionSummary> | undefined;

  constructor(database: Database) {
    this.database = database;
  }

  /** Ordered by start. */
  list(): readonly SessionSummary[] {
    return [...this.load().values()];
  }

  get(id: string): SessionSummary | undefined {
    return this.load().get(id);
  }

  /** The next reader asks the database again. */
  forget(): void {
    this.byId = undefined;
  }

  private load(): ReadonlyMap<string, SessionSummary> {
    this.byId ??= new Map(this.database.all(QUERY).map((row) => [text(row, 0), summary(row)]));
    return this.byId;
  }
}

function summary(row: Row): SessionSummary {
  const parentSession = optionalText(row, 7);
  return {
    session: text(row, 0),
    agent: text(row, 1),
    format: text(row, 2),
    title: text(row, 3),
    started: text(row, 4),
    ended: text(row, 5),
    events: number(row, 6),
    ...(parentSession !== null && { parentSession }),
    folders: JSON.parse(text(row, 10)),
    digested: number(row, 8),
    trust: text(row, 9) === 'user' ? 'user' : 'none',
  };
}
