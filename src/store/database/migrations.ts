import type { Database } from './database.ts';
import { number } from './database.ts';

interface Migration {
  /** 1, 2, 3…, without a gap. */
  readonly version: number;
  readonly script: string;
}

const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    script: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

      -- Every entry applied, and where it stands in the journal.
      CREATE TABLE entries (
        id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, hash TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
        actor TEXT NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL) WITHOUT ROWID;
      CREATE INDEX entries_sequence ON entries (sequence);

      CREATE TABLE versions (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, memory TEXT NOT NULL, sequence INTEGER NOT NULL,
        commit_id TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, operation TEXT NOT NULL,
        content TEXT, redacted INTEGER NOT NULL DEFAULT 0);
      CREATE INDEX versions_memory ON versions (memory, row);
      -- The current state of each memory: its text is the content of its version.
      CREATE TABLE memories (
        id TEXT PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, scope TEXT NOT NULL, author TEXT NOT NULL,
        origin TEXT NOT NULL, confidence REAL NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, superseded_by TEXT,
        updated_at TEXT NOT NULL, version INTEGER NOT NULL REFERENCES versions (row)) WITHOUT ROWID;
      CREATE INDEX memories_path ON memories (path);
      CREATE TABLE evidence (memory TEXT NOT NULL, session TEXT NOT NULL, event TEXT NOT NULL, quote TEXT NOT NULL);
      CREATE INDEX evidence_memory ON evidence (memory);
      CREATE INDEX evidence_session ON evidence (session);

      CREATE TABLE proposals (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, dream TEXT, state TEXT NOT NULL, operation TEXT NOT NULL,
        path TEXT NOT NULL, created_at TEXT NOT NULL, item TEXT NOT NULL);
      CREATE INDEX proposals_state ON proposals (state);
      CREATE TABLE decisions (
        row INTEGER PRIMARY KEY, proposal TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
        comment TEXT, sequence INTEGER NOT NULL);
      CREATE INDEX decisions_proposal ON decisions (proposal);

      CREATE TABLE dreams (
        id TEXT PRIMARY KEY, status TEXT NOT NULL, started TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
        record TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE findings (
        dream TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, score REAL NOT NULL,
        finding TEXT NOT NULL, PRIMARY KEY (dream, position)) WITHOUT ROWID;
      -- The changes of a commit are read from its entry.
      CREATE TABLE commits (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entry TEXT NOT NULL, dream TEXT, cause TEXT NOT NULL,
        undoes TEXT, redoes TEXT);
      CREATE INDEX commits_dream ON commits (dream);

      CREATE TABLE sessions (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL UNIQUE, agent TEXT NOT NULL,
        format TEXT NOT NULL, title TEXT, parent_session TEXT, trust TEXT NOT NULL, author TEXT,
        first_text TEXT, started TEXT, ended TEXT, events INTEGER NOT NULL DEFAULT 0, read_to INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE events (
        row INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES sessions (row), position INTEGER NOT NULL,
        id TEXT NOT NULL, type TEXT NOT NULL, at TEXT NOT NULL, agent TEXT NOT NULL, author TEXT, origin TEXT NOT NULL,
        start INTEGER NOT NULL, length INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (session, id));
      CREATE UNIQUE INDEX events_position ON events (session, position);
      CREATE TABLE imports (session TEXT PRIMARY KEY, format TEXT NOT NULL, trust TEXT NOT NULL, author TEXT) WITHOUT ROWID;
      CREATE TABLE tombstones (session TEXT PRIMARY KEY, at TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE watermarks (session TEXT PRIMARY KEY, events INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE digests (session TEXT PRIMARY KEY, version INTEGER NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE uses (
        session INTEGER NOT NULL, memory TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (session, memory)) WITHOUT ROWID;`,
  },
  {
    version: 2,
    script: `
      -- What a model made of a text; a cache. The vector: its scale (32-bit float), then a byte a dimension.
      CREATE TABLE vectors (
        kind TEXT NOT NULL, owner TEXT NOT NULL, hash TEXT NOT NULL, model TEXT NOT NULL, dimensions INTEGER NOT NULL,
        vector BLOB NOT NULL, PRIMARY KEY (kind, owner));`,
  },
  {
    version: 3,
    script: `
      -- What was said of answers, goals and calls: 1 is good, 0 bad, NULL taken back. The last word on a subject counts.
      CREATE TABLE judgements (
        session INTEGER NOT NULL, subject TEXT NOT NULL, good INTEGER, PRIMARY KEY (session, subject)) WITHOUT ROWID;
      INSERT INTO judgements SELECT session, id, text = 'Thumbs up.' FROM events
        WHERE type = 'feedback' AND text IN ('Thumbs up.', 'Thumbs down.', 'Stopped the answer.');`,
  },
  {
    version: 4,
    script: `
      -- What memories and sessions have to do with. Of a memory: what it points to, for as long as it holds.
      CREATE TABLE memory_edges (
        memory TEXT NOT NULL, relation TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (memory, relation, kind, name)) WITHOUT ROWID;
      CREATE INDEX memory_edges_name ON memory_edges (kind, name);
      CREATE TABLE session_edges (
        session INTEGER NOT NULL, from_kind TEXT NOT NULL, from_name TEXT NOT NULL, relation TEXT NOT NULL,
        kind TEXT NOT NULL, name TEXT NOT NULL, since TEXT NOT NULL,
        PRIMARY KEY (session, from_kind, from_name, relation, kind, name)) WITHOUT ROWID;
      CREATE VIEW edges AS
        SELECT 'memory' AS from_kind, e.memory AS from_name, e.relation AS relation, e.kind AS to_kind,
          e.name AS to_name, m.valid_from AS since, m.valid_to AS until
        FROM memory_edges e JOIN memories m ON m.id = e.memory
        UNION ALL
        SELECT 'memory', superseded_by, 'supersedes', 'memory', id, coalesce(valid_to, updated_at), NULL
        FROM memories WHERE superseded_by IS NOT NULL
        UNION ALL SELECT from_kind, from_name, relation, kind, name, since, NULL FROM session_edges;
      CREATE VIEW nodes AS
        SELECT from_kind AS kind, from_name AS name FROM edges UNION SELECT to_kind, to_name FROM edges;
      INSERT INTO meta SELECT 'graph due', 1 WHERE EXISTS (SELECT 1 FROM memories);
      -- The sessions' files are read anew, for what their events add.
      DELETE FROM judgements;
      DELETE FROM uses;
      DELETE FROM events;
      DELETE FROM sessions;`,
  },
  {
    version: 5,
    script: `
      -- What is said of each folder of paths as a whole; a cache.
      CREATE TABLE folder_summaries (path TEXT PRIMARY KEY, summary TEXT NOT NULL) WITHOUT ROWID;`,
  },
  {
    version: 6,
    script: `
      -- The last word on each goal, and on sessions as a whole. Those of older stores come from their text alone.
      CREATE TABLE outcomes (
        session INTEGER NOT NULL, subject TEXT NOT NULL, event TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL,
        PRIMARY KEY (session, subject)) WITHOUT ROWID;
      INSERT INTO outcomes SELECT e.session, e.id, e.id, e.at, json_object('session', s.id, 'event', e.id,
          'agent', e.agent, 'at', e.at, 'title', substr(e.text, 1, 100),
          'isGood', json(CASE j.good WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END), 'goal', NULL)
        FROM events e JOIN sessions s ON s.row = e.session
          LEFT JOIN judgements j ON j.session = e.session AND j.subject = e.id
        WHERE e.type = 'outcome';`,
  },
  {
    version: 7,
    script: `
      -- How far a dream had come that had to make way; a cache.
      CREATE TABLE checkpoints (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`,
  },
  {
    version: 8,
    script: `
      -- Where a session worked.
      CREATE TABLE session_folders (
        session INTEGER NOT NULL, folder TEXT NOT NULL, PRIMARY KEY (session, folder)) WITHOUT ROWID;
      -- The sessions' files are read anew, for what their events add.
      DELETE FROM judgements;
      DELETE FROM outcomes;
      DELETE FROM uses;
      DELETE FROM session_edges;
      DELETE FROM events;
      DELETE FROM sessions;`,
  },
  {
    version: 9,
    script: `
      -- Which words the memories hold, as flat arrays of whole numbers, and the last version read for it; a cache.
      CREATE TABLE memory_index (part TEXT PRIMARY KEY, value NOT NULL);`,
  },
  {
    version: 10,
    script: `
      -- Each names the memories it rests on from here on; they are made anew when next asked for.
      DELETE FROM folder_summaries;`,
  },
  {
    version: 11,
    script: `
      -- The index has other parts from here on, among them what joins the memories; it is made anew.
      DELETE FROM memory_index;`,
  },
  {
    version: 12,
    script: `
      -- Lines of session files that lost words: bytes of an event, all of it (no mask), or the title (no event).
      CREATE TABLE hidden_lines (file TEXT NOT NULL, event TEXT NOT NULL, mask TEXT NOT NULL,
        PRIMARY KEY (file, event, mask)) WITHOUT ROWID;`,
  },
  {
    version: 13,
    script: `
      -- A long text has a vector for each chunk from here on, one behind the other; before it had one for its beginning.
      DELETE FROM vectors WHERE kind = 'memory' AND owner IN (
        SELECT m.id FROM memories m JOIN versions v ON v.row = m.version WHERE length(v.content ->> '$.text') > 230);`,
  },
  {
    version: 14,
    script: `
      -- Which words the events hold and what they mean, as flat arrays of numbers; a cache, gone with any event that it knew.
      CREATE TABLE event_index (part TEXT PRIMARY KEY, value NOT NULL);
      CREATE TRIGGER event_gone AFTER DELETE ON events BEGIN DELETE FROM event_index; END;
      CREATE TRIGGER event_changed AFTER UPDATE OF text ON events BEGIN DELETE FROM event_index; END;`,
  },
  {
    version: 15,
    script: `
      -- From a file to the sessions that edited it.
      CREATE INDEX session_edges_name ON session_edges (kind, name);`,
  },
  {
    version: 16,
    script: `
      -- Of long events the index holds the end and what looks like an error as well: the sessions' files are read anew.
      DELETE FROM judgements;
      DELETE FROM outcomes;
      DELETE FROM uses;
      DELETE FROM session_edges;
      DELETE FROM session_folders;
      DELETE FROM events;
      DELETE FROM sessions;`,
  },
];

/** Marks a file as ours, in SQLite's own header: "drmw". */
export const APPLICATION_ID = 0x64726d77;
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings the schema from whatever older version it has to the present one. Throws when the list has a gap. */
export function migrate(database: Database): void {
  const row = database.get('PRAGMA user_version');
  const from = row === undefined ? 0 : number(row, 0);
  for (const [index, { version, script }] of MIGRATIONS.entries()) {
    if (version !== index + 1) throw new Error(`Migration ${version} stands where ${index + 1} belongs`);
    if (version <= from) continue;
    database.transaction(() => {
      database.execute(script);
      database.execute(`PRAGMA user_version = ${version}; PRAGMA application_id = ${APPLICATION_ID};`);
    });
  }
}
