import type { GraphEdge, GraphNode, RelatedSession, Relation } from '../../core/graph/graph.ts';
import { memoryEdges } from '../../core/graph/memory-edges.ts';
import type { Memory } from '../../core/memory/memory.ts';
import { type Database, number, optionalText, text } from '../database/database.ts';

/** Edges kept of one session: what it is about shows early. */
const MOST_OF_SESSION = 200;

/** The edges of a memory take the place of those it had; null for a memory that is deleted. */
export function putMemoryEdges(database: Database, id: string, memory: Memory | null): void {
  database.run('DELETE FROM memory_edges WHERE memory = ?', id);
  if (memory === null) return;
  for (const { relation, to } of memoryEdges(memory)) {
    // What supersedes it, and when each edge holds, the view takes from the memory's row.
    if (relation === 'supersedes') continue;
    database.run('INSERT OR IGNORE INTO memory_edges VALUES (?, ?, ?, ?)', id, relation, to.kind, to.name);
  }
}

/** Makes the edges of memories that were stored before there was a graph. */
export function fillGraph(database: Database): void {
  if (database.get("SELECT 1 FROM meta WHERE key = 'graph due'") === undefined) return;
  database.transaction(() => {
    for (const row of database.all('SELECT v.content FROM memories m JOIN versions v ON v.row = m.version')) {
      const memory: Memory = JSON.parse(text(row, 0));
      putMemoryEdges(database, memory.id, memory);
    }
    database.run("DELETE FROM meta WHERE key = 'graph due'");
  });
}

/** What an event of the session in row `session` adds to the graph; a session keeps its first edges. */
export function addSessionEdges(database: Database, session: number, edges: readonly GraphEdge[]): void {
  if (edges.length === 0) return;
  const row = database.get('SELECT count(*) FROM session_edges WHERE session = ?', session);
  const room = MOST_OF_SESSION - (row === undefined ? 0 : number(row, 0));
  for (const { from, relation, to, since } of edges.slice(0, Math.max(0, room))) {
    database.run(
      'INSERT OR IGNORE INTO session_edges VALUES (?, ?, ?, ?, ?, ?, ?)',
      session,
      from.kind,
      from.name,
      relation,
      to.kind,
      to.name,
      since,
    );
  }
}

/** All edges of one relation, each once, ordered; from the earliest time on that any source tells. */
export function readEdges(database: Database, relation: Relation): readonly GraphEdge[] {
  return database
    .all(
      `SELECT from_kind, from_name, to_kind, to_name, min(since), max(until) FROM edges WHERE relation = ?
       GROUP BY from_kind, from_name, to_kind, to_name ORDER BY from_kind, from_name, to_kind, to_name`,
      relation,
    )
    .map((row) => ({
      from: { kind: kindOf(text(row, 0)), name: text(row, 1) },
      relation,
      to: { kind: kindOf(text(row, 2)), name: text(row, 3) },
      since: text(row, 4),
      until: optionalText(row, 5),
    }));
}

export function readRelatedSessions(database: Database, session: string, most: number): readonly RelatedSession[] {
  return database
    .all(
      `SELECT s.id, own.name, max(own.since, other.since)
       FROM sessions me JOIN session_edges own ON own.session = me.row
         JOIN session_edges other ON other.kind = own.kind AND other.name = own.name
         JOIN sessions s ON s.row = other.session
       WHERE me.id = ? AND own.relation = 'about' AND own.kind = 'file' AND other.relation = 'about' AND s.row <> me.row
         AND (SELECT count(*) FROM session_edges e WHERE e.kind = own.kind AND e.name = own.name) <= ?
       ORDER BY own.name, s.row`,
      session,
      most,
    )
    .map((row) => ({ session: text(row, 0), file: text(row, 1), since: text(row, 2) }));
}

const KINDS: readonly GraphNode['kind'][] = ['memory', 'session', 'file', 'symbol', 'command', 'error', 'agent'];

function kindOf(kind: string): GraphNode['kind'] {
  const known = KINDS.find((one) => one === kind);
  if (known === undefined) throw new Error(`the graph holds a node of unknown kind ${kind}`);
  return known;
}
