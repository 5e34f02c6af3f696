import type { Actor } from '../../core/actor.ts';
import type { SessionDigest } from '../../core/dream/analyze/digest/digest.ts';
import { keptDigest } from '../../core/dream/analyze/digest/kept-digest.ts';
import type { DreamRecord } from '../../core/dream/dream-record.ts';
import type { Finding } from '../../core/dream/finding.ts';
import type { ProposalState, ReviewItem } from '../../core/dream/proposal.ts';
import type { GraphEdge, RelatedSession, Relation } from '../../core/graph/graph.ts';
import type { Commit } from '../../core/journal/record.ts';
import type { FolderSummary } from '../../core/memory/folder-summary.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { MemoryVersion } from '../../core/memory/version.ts';
import { EDIT_SUBJECT } from '../../core/outcomes/judgement.ts';
import type { PastOutcome } from '../../core/outcomes/past-outcome.ts';
import type { RewardCounts } from '../../core/outcomes/reward.ts';
import type { SessionSummary } from '../../core/sessions/session.ts';
import type { StoreView } from '../../core/store.ts';
import { number, optionalText, type Row, text } from '../database/database.ts';
import { constitutionKey } from './constitution-key.ts';
import { readSummary } from './folder-summaries.ts';
import { readEdges, readRelatedSessions } from './graph-table.ts';
import type { Projection } from './projection.ts';
import { THRESHOLD_RESET } from './threshold-reset.ts';

/** Reads the commit whose journal entry stands at a byte offset. */
export type ReadCommit = (start: number, length: number) => Commit;

/** Answers every read from the present projection, which is another one after a rebuild. */
export class ProjectionView implements StoreView {
  private readonly current: () => Projection;
  private readonly readCommit: ReadCommit;

  constructor(current: () => Projection, readCommit: ReadCommit) {
    this.current = current;
    this.readCommit = readCommit;
  }

  get sequence(): number {
    return this.current().position?.sequence ?? 0;
  }

  get lastVersion(): number {
    return number(this.all('SELECT coalesce(max(row), 0) FROM versions')[0] ?? [], 0);
  }

  get lastEvent(): number {
    return number(this.all('SELECT coalesce(max(row), 0) FROM events')[0] ?? [], 0);
  }

  get generation(): number {
    return this.current().generation;
  }

  memories(): readonly Memory[] {
    return this.current().memories.list();
  }

  memory(id: string): Memory | undefined {
    return this.current().memories.get(id);
  }

  memoriesOf(ids: readonly string[]): readonly Memory[] {
    return this.current().memories.of(ids);
  }

  changedMemories(after: number): readonly string[] {
    const rows = this.all('SELECT memory FROM versions WHERE row > ? ORDER BY row', after);
    return [...new Set(rows.map((row) => text(row, 0)))];
  }

  memoriesKnownAt(at: string): readonly Memory[] {
    return this.all(
      `SELECT content FROM versions WHERE row IN (SELECT max(row) FROM versions WHERE at <= ? GROUP BY memory)
         AND content IS NOT NULL ORDER BY memory`,
      at,
    ).map((row): Memory => JSON.parse(text(row, 0)));
  }

  memoryAt(path: string): Memory | undefined {
    return this.current().memories.at(path);
  }

  versions(memory: string): readonly MemoryVersion[] {
    return this.all(
      `SELECT id, memory, sequence, commit_id, at, actor, operation, content, redacted FROM versions
       WHERE memory = ? ORDER BY row`,
      memory,
    ).map(version);
  }

  sessions(): readonly SessionSummary[] {
    return this.current().sessions.list();
  }

  session(id: string): SessionSummary | undefined {
    return this.current().sessions.get(id);
  }

  isRemoved(session: string): boolean {
    return this.all('SELECT 1 FROM tombstones WHERE session = ?', session).length > 0;
  }

  items(states?: readonly ProposalState[]): readonly ReviewItem[] {
    const rows =
      states === undefined
        ? this.all('SELECT item FROM proposals ORDER BY created_at DESC, row DESC')
        : this.all(
            `SELECT item FROM proposals WHERE state IN (SELECT value FROM json_each(?))
             ORDER BY created_at DESC, row DESC`,
            JSON.stringify(states),
          );
    return rows.map((row): ReviewItem => JSON.parse(text(row, 0)));
  }

  item(id: string): ReviewItem | undefined {
    const [row] = this.all('SELECT item FROM proposals WHERE id = ?', id);
    return row === undefined ? undefined : JSON.parse(text(row, 0));
  }

  dreams(): readonly DreamRecord[] {
    return this.all('SELECT record, undone FROM dreams ORDER BY started DESC, id DESC').map((row) => {
      const record: DreamRecord = JSON.parse(text(row, 0));
      return { ...record, undone: number(row, 1) === 1 };
    });
  }

  findings(dream: string): readonly Finding[] {
    return this.all('SELECT finding FROM findings WHERE dream = ? ORDER BY position', dream).map(
      (row): Finding => JSON.parse(text(row, 0)),
    );
  }

  commits(dream: string): readonly Commit[] {
    return this.all(
      'SELECT e.start, e.length FROM commits c JOIN entries e ON e.id = c.entry WHERE c.dream = ? ORDER BY c.row',
      dream,
    ).map((row) => this.readCommit(number(row, 0), number(row, 1)));
  }

  digest(session: string): SessionDigest | undefined {
    const [row] = this.all('SELECT digest FROM digests WHERE session = ?', session);
    return row === undefined ? undefined : keptDigest(text(row, 0));
  }

  useCounts(): ReadonlyMap<string, number> {
    const rows = this.all('SELECT memory, sum(count) FROM uses GROUP BY memory');
    return new Map(rows.map((row) => [text(row, 0), number(row, 1)]));
  }

  rewardCounts(): ReadonlyMap<string, RewardCounts> {
    const rows = this.all(
      // A session and those it delegated to are one piece of work: they are judged together, and recall a memory once.
      `WITH work AS (
         SELECT s.row AS session, coalesce(p.row, s.row) AS whole
         FROM sessions s LEFT JOIN sessions p ON p.id = s.parent_session
       )
       SELECT u.memory, sum(j.share), sum(1 - j.share)
       FROM (SELECT DISTINCT uses.memory, work.whole FROM uses JOIN work USING (session)) u JOIN (
         SELECT whole, avg(voice) AS share FROM (
           -- All edits share one voice.
           SELECT work.whole, avg(good) AS voice FROM judgements JOIN work USING (session) WHERE good IS NOT NULL
           GROUP BY work.whole, CASE WHEN subject LIKE '${EDIT_SUBJECT}%' THEN '' ELSE subject END
         ) GROUP BY whole
       ) j USING (whole) GROUP BY u.memory`,
    );
    return new Map(rows.map((row) => [text(row, 0), { good: number(row, 1), bad: number(row, 2) }]));
  }

  outcomes(): readonly PastOutcome[] {
    const rows = this.all('SELECT outcome FROM outcomes ORDER BY at, session, subject');
    return rows.map((row): PastOutcome => JSON.parse(text(row, 0)));
  }

  bereaved(): ReadonlyMap<string, readonly string[]> {
    const sessions = new Map<string, string[]>();
    const rows = this.all(
      `SELECT e.memory, e.session FROM tombstones t JOIN evidence e ON e.session = t.session
       UNION SELECT e.memory, e.session FROM evidence e JOIN sessions s ON s.id = e.session
         JOIN hidden_lines h ON h.file = s.file AND h.event = e.event WHERE e.quote = ''
       ORDER BY 1, 2`,
    );
    for (const row of rows) {
      const memory = text(row, 0);
      sessions.set(memory, [...(sessions.get(memory) ?? []), text(row, 1)]);
    }
    return sessions;
  }

  folderSummary(folder: string): FolderSummary | undefined {
    return readSummary(this.current().database, folder);
  }

  relations(relation: Relation): readonly GraphEdge[] {
    return readEdges(this.current().database, relation);
  }

  relatedSessions(session: string, most: number): readonly RelatedSession[] {
    return readRelatedSessions(this.current().database, session, most);
  }

  thresholdResets(): ReadonlyMap<string, string> {
    const rows = this.all('SELECT key, value FROM meta WHERE key GLOB ?', `${THRESHOLD_RESET}*`);
    return new Map(rows.map((row) => [text(row, 0).slice(THRESHOLD_RESET.length), text(row, 1)]));
  }

  hasConstitution(hash: string): boolean {
    return this.all('SELECT 1 FROM meta WHERE key = ?', constitutionKey(hash)).length > 0;
  }

  private all(query: string, ...parameters: readonly (string | number)[]): readonly Row[] {
    return this.current().database.all(query, ...parameters);
  }
}

function version(row: Row): MemoryVersion {
  const operation = text(row, 6);
  const content = optionalText(row, 7);
  const actor: Actor = JSON.parse(text(row, 5));
  return {
    id: text(row, 0),
    memory: text(row, 1),
    sequence: number(row, 2),
    commit: text(row, 3),
    at: text(row, 4),
    actor,
    operation: operation === 'created' || operation === 'deleted' ? operation : 'modified',
    content: content === null ? null : JSON.parse(content),
    redacted: number(row, 8) === 1,
  };
}
