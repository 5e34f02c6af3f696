import { join } from 'node:path';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { type Database, number, text } from '../database/database.ts';
import type { Files } from '../files.ts';
import { readLines } from '../read-lines.ts';
import { maskLine, readHidden } from './hidden-lines.ts';
import { parseSessionLine } from './session-line.ts';

/** Events read between two moments in which others may run. */
const BATCH = 100;

interface EventPlaces {
  readonly files: Files;
  readonly folder: string;
  readonly database: Database;
  /** Told of a file with lines that were whole when they were indexed and no longer are. */
  tellDamage(file: string): void;
}

/** A session's events in order from the `from`-th on, each whole, from its file. */
export async function* readEvents(
  { files, folder, database, tellDamage }: EventPlaces,
  session: string,
  from: number,
): AsyncGenerator<SessionEvent, void> {
  const place = database.get(
    `SELECT s.file, e.start, s.events FROM events e JOIN sessions s ON s.row = e.session WHERE s.id = ? AND e.position = ?`,
    session,
    from,
  );
  if (place === undefined) return;
  const hidden = readHidden(database, text(place, 0));
  const seen = new Set<string>();
  for (const line of readLines(files, join(folder, text(place, 0)), number(place, 1))) {
    const bytes = hidden === null ? line.bytes : maskLine(line.bytes, hidden);
    const parsed = parseSessionLine(bytes.toString('utf8'));
    if (parsed.kind !== 'event' || seen.has(parsed.event.id)) continue;
    seen.add(parsed.event.id);
    yield parsed.event;
    if (seen.size % BATCH === 0) await new Promise(setImmediate);
  }
  if (seen.size < number(place, 2) - from) tellDamage(text(place, 0));
}
