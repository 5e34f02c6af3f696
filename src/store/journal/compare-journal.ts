import { type Database, number, text } from '../database/database.ts';
import type { Files } from '../files.ts';
import type { JournalPosition } from '../projection/projection.ts';
import { parseLine } from './parse-line.ts';
import type { JournalDamage } from './read-journal.ts';

/** How the journal on disk stands to a database that was made from it. */
export type JournalStanding =
  | { readonly kind: 'same' }
  /** The same, but its last lines have been damaged since; the database still holds what they said. */
  | JournalDamage
  | { readonly kind: 'other'; readonly why: string };

/** Entries looked at, newest first, for one that still verifies. */
const LOOK_BACK = 3;

export function compareJournal(
  files: Files,
  path: string,
  database: Database,
  position: JournalPosition | null,
): JournalStanding {
  if (position === null) return { kind: 'same' };
  if ((files.size(path) ?? 0) < position.end) return { kind: 'other', why: 'was ahead of the journal' };
  let damage: JournalDamage | null = null;
  for (const [sequence, start, length, hash] of latestEntries(database)) {
    const bytes = files.read(path, Math.max(0, start - 1), start + length - 1);
    const line = start === 0 ? bytes : bytes?.subarray(1);
    const isAligned = start === 0 || bytes?.[0] === 0x0a;
    if (line === undefined || !isAligned) return OTHER;
    const parsed = parseLine({ bytes: line, start, end: start + length }, path);
    if (parsed.kind !== 'invalid') return parsed.hash !== hash ? OTHER : (damage ?? { kind: 'same' });
    const badLines: number = (damage?.badLines ?? 0) + 1;
    damage = { kind: 'damage', firstBad: sequence, reason: parsed.reason, start, end: position.end, badLines };
  }
  return damage ?? OTHER;
}

const OTHER: JournalStanding = { kind: 'other', why: 'belonged to another journal' };

function latestEntries(database: Database): readonly (readonly [number, number, number, string])[] {
  return database
    .all(`SELECT sequence, start, length, hash FROM entries ORDER BY sequence DESC LIMIT ${LOOK_BACK}`)
    .map((row) => [number(row, 0), number(row, 1), number(row, 2), text(row, 3)]);
}
