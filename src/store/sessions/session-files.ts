import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SessionEvent } from '../../core/sessions/event.ts';
import type { SessionHeader } from '../../core/store.ts';
import { type Database, number, text } from '../database/database.ts';
import type { Files } from '../files.ts';
import { cutTornLine, type Recovery } from '../keep-aside.ts';
import { dropSession } from '../projection/apply-removal.ts';
import { hasEvent, putEvent, putHeader, setReadTo } from '../projection/apply-session.ts';
import type { Projection } from '../projection/projection.ts';
import { readLines } from '../read-lines.ts';
import { type HiddenLines, maskLine, readHidden } from './hidden-lines.ts';
import { encodeEventLine, encodeHeader, parseSessionLine, sessionFileName } from './session-line.ts';

const FOLDER = 'sessions';
/** Holds a random token that changes with every append, so that others need not look at each file. */
const CHANGE_MARK = '.changed';

interface KnownFile {
  readonly row: number;
  readonly session: string;
  readonly readTo: number;
}

/** The transcripts of a store: one append-only file a session, and the reading of them into the database. */
export class SessionFiles {
  private readonly files: Files;
  private readonly directory: string;
  private seenMark = '';

  constructor(files: Files, directory: string) {
    this.files = files;
    this.directory = directory;
  }

  get folder(): string {
    return join(this.directory, FOLDER);
  }

  isEmpty(): boolean {
    return !this.files.list(this.folder).some((name) => name.endsWith('.jsonl'));
  }

  /** Whether another process has appended since this one last looked. */
  hasChanged(): boolean {
    return this.readMark() !== this.seenMark;
  }

  /** Reads on in every file that has grown. Answers what was found damaged, one line each. */
  readOn(projection: Projection): readonly string[] {
    this.seenMark = this.readMark();
    const { database } = projection;
    const notices: string[] = [];
    const known = knownFiles(database);
    const removed = removedFiles(database);
    for (const name of this.files.list(this.folder)) {
      if (!name.endsWith('.jsonl') || removed.has(name)) continue;
      const size = this.files.size(join(this.folder, name)) ?? 0;
      const file = known.get(name);
      known.delete(name);
      if (size === file?.readTo) continue;
      if (file !== undefined && size < file.readTo) {
        notices.push(
          `The session file ${name} has become shorter (${size} of ${file.readTo} bytes); it was read anew.`,
        );
        forget(projection, file.session);
      }
      notices.push(...this.readFile(projection, name));
    }
    for (const [name, file] of known) {
      if (removed.has(name)) continue;
      notices.push(`The session file ${name} is gone; its ${count(database, file.row)} events are no longer known.`);
      forget(projection, file.session);
    }
    return notices;
  }

  /** Appends what the session does not hold yet; synced before it answers. Only under the append lock. */
  append(projection: Projection, given: SessionHeader, events: readonly SessionEvent[]): AppendedEvents {
    const { database } = projection;
    const name = sessionFileName(given.session);
    if (isRemoved(database, given.session)) return { added: 0, bytes: 0, recovery: null };
    const header = shownHeader(given, readHidden(database, name));
    this.readFile(projection, name);
    const known = knownFiles(database, name).get(name);
    const readTo = known?.readTo ?? 0;
    const recovery = cutTornLine(this.files, this.directory, `${FOLDER}/${name}`, readTo);
    const end = this.files.endLastLine(join(this.folder, name), readTo);
    const fresh = freshEvents(database, known?.row, events);
    const headerLine = fresh.length === 0 || holdsHeader(database, header) ? '' : encodeHeader(header);
    const lines = fresh.map((event) => Buffer.from(encodeEventLine(event)));
    const bytes = Buffer.concat([Buffer.from(headerLine), ...lines]);
    if (bytes.length === 0) return { added: 0, bytes: 0, recovery };
    if (end === 0) this.files.makeFolder(this.folder);
    database.transaction(() => {
      const row = putHeader(database, name, header);
      let start = end + Buffer.byteLength(headerLine);
      for (const [index, event] of fresh.entries()) {
        const length = lines[index]?.length ?? 0;
        putEvent(database, row, { event, start, length });
        start += length;
      }
      setReadTo(database, row, start);
      this.files.append(join(this.folder, name), bytes, end);
    });
    projection.sessions.forget();
    this.leaveMark();
    return { added: fresh.length, bytes: bytes.length, recovery };
  }

  /** Cuts what crashes left unfinished and erases files of removed sessions. Only under the append lock. */
  mend(projection: Projection): readonly Recovery[] {
    // Whole lines that nobody has read yet are not torn.
    this.readOn(projection);
    const { database } = projection;
    const removed = removedFiles(database);
    const known = knownFiles(database);
    const recoveries: Recovery[] = [];
    for (const name of this.files.list(this.folder)) {
      if (removed.has(name)) this.erase(name);
      else if (name.endsWith('.jsonl')) {
        const recovery = cutTornLine(this.files, this.directory, `${FOLDER}/${name}`, known.get(name)?.readTo ?? 0);
        if (recovery !== null) recoveries.push(recovery);
      }
    }
    return recoveries;
  }

  /** Whether {@link mend} has something to do. */
  needsMending(database: Database): boolean {
    const removed = removedFiles(database);
    const known = knownFiles(database);
    return this.files
      .list(this.folder)
      .some(
        (name) =>
          removed.has(name) ||
          (name.endsWith('.jsonl') && (this.files.size(join(this.folder, name)) ?? 0) > (known.get(name)?.readTo ?? 0)),
      );
  }

  /** Overwrites and deletes a session's file. */
  remove(session: string): void {
    this.erase(sessionFileName(session));
  }

  private erase(name: string): void {
    this.files.erase(join(this.folder, name));
    this.leaveMark();
  }

  private readFile(projection: Projection, name: string): readonly string[] {
    const { database } = projection;
    const known = knownFiles(database, name).get(name);
    let row = known?.row;
    let end = known?.readTo ?? 0;
    let bad = 0;
    const hidden = readHidden(database, name);
    database.transaction(() => {
      for (const line of readLines(this.files, join(this.folder, name), end)) {
        end = line.end;
        const bytes = hidden === null ? line.bytes : maskLine(line.bytes, hidden);
        const parsed = parseSessionLine(bytes.toString('utf8'));
        if (parsed.kind === 'header') row = putHeader(database, name, shownHeader(parsed.header, hidden));
        else if (parsed.kind === 'invalid') bad++;
        else {
          row ??= putHeader(database, name, headerOf(parsed.event));
          putEvent(database, row, { event: parsed.event, start: line.start, length: line.end - line.start });
        }
      }
      if (row !== undefined) setReadTo(database, row, end);
    });
    projection.sessions.forget();
    if (bad === 0) return [];
    return [
      `${bad} damaged ${bad === 1 ? 'line' : 'lines'} in the session file ${name}; they stay in the file and are passed over.`,
    ];
  }

  private readMark(): string {
    return this.files.read(join(this.folder, CHANGE_MARK))?.toString('utf8') ?? '';
  }

  private leaveMark(): void {
    this.seenMark = randomBytes(8).toString('hex');
    this.files.note(join(this.folder, CHANGE_MARK), Buffer.from(this.seenMark));
  }
}

export interface AppendedEvents {
  readonly added: number;
  readonly bytes: number;
  readonly recovery: Recovery | null;
}

/** Stands in for a header that was damaged. */
function headerOf(event: SessionEvent): SessionHeader {
  return { session: event.session, agent: event.agent, format: 'unknown', trust: 'none' };
}

/** A title that was redacted is not taken again from whoever still has it. */
function shownHeader(header: SessionHeader, hidden: HiddenLines | null): SessionHeader {
  if (hidden?.isTitleHidden !== true) return header;
  const { title: _title, ...rest } = header;
  return rest;
}

function forget(projection: Projection, session: string): void {
  projection.database.transaction(() => dropSession(projection.database, session));
  projection.sessions.forget();
  projection.generation++;
}

function knownFiles(database: Database, name?: string): Map<string, KnownFile> {
  const rows =
    name === undefined
      ? database.all('SELECT file, row, id, read_to FROM sessions')
      : database.all('SELECT file, row, id, read_to FROM sessions WHERE file = ?', name);
  return new Map(
    rows.map((row) => [text(row, 0), { row: number(row, 1), session: text(row, 2), readTo: number(row, 3) }]),
  );
}

function isRemoved(database: Database, session: string): boolean {
  return database.get('SELECT 1 FROM tombstones WHERE session = ?', session) !== undefined;
}

function removedFiles(database: Database): ReadonlySet<string> {
  return new Set(database.all('SELECT session FROM tombstones').map((row) => sessionFileName(text(row, 0))));
}

function count(database: Database, session: number): number {
  const row = database.get('SELECT events FROM sessions WHERE row = ?', session);
  return row === undefined ? 0 : number(row, 0);
}

function freshEvents(
  database: Database,
  session: number | undefined,
  events: readonly SessionEvent[],
): readonly SessionEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    if (seen.has(event.id)) return false;
    seen.add(event.id);
    return session === undefined || !hasEvent(database, session, event.id);
  });
}

function holdsHeader(database: Database, header: SessionHeader): boolean {
  const row = database.get(
    'SELECT agent, format, title, parent_session, trust, author FROM sessions WHERE id = ?',
    header.session,
  );
  const wanted = [header.agent, header.format, header.title, header.parentSession, header.trust, header.author];
  return row !== undefined && wanted.every((value, column) => (value ?? null) === row[column]);
}
