import { join } from 'node:path';
import type { Files } from '../files.ts';
import type { Redactions } from '../journal/redactions.ts';
import { readLines } from '../read-lines.ts';
import { encodeEventLine, parseSessionLine, sessionFileName } from '../sessions/session-line.ts';

/** Overwrites the words of redacted events where they stand; the events keep their ids, times and places. */
export function hideEvents(files: Files, folder: string, { events }: Redactions): void {
  const bySession = new Map<string, Set<string>>();
  for (const { session, event } of events) bySession.set(session, (bySession.get(session) ?? new Set()).add(event));
  for (const [session, ids] of bySession) hideIn(files, join(folder, sessionFileName(session)), ids);
}

function hideIn(files: Files, path: string, ids: ReadonlySet<string>): void {
  const needles = [...ids].map((id) => Buffer.from(JSON.stringify(id)));
  const pieces: { readonly start: number; readonly bytes: Buffer }[] = [];
  for (const line of readLines(files, path, 0)) {
    if (!needles.some((needle) => line.bytes.includes(needle))) continue;
    const hidden = hiddenLine(line.bytes, ids);
    if (hidden !== null && !hidden.equals(line.bytes)) pieces.push({ start: line.start, bytes: hidden });
  }
  if (pieces.length > 0) files.overwrite(path, pieces);
}

/** A line of the same length; null for one that speaks of something else. */
function hiddenLine(line: Buffer, ids: ReadonlySet<string>): Buffer | null {
  const parsed = parseSessionLine(line.toString('utf8'));
  if (parsed.kind === 'header') return null;
  // A redaction that was interrupted may have left half a line.
  if (parsed.kind === 'invalid') return Buffer.alloc(line.length, '-');
  if (!ids.has(parsed.event.id)) return null;
  const length = Buffer.byteLength(JSON.stringify(parsed.event.text)) - 2;
  const hidden = Buffer.from(encodeEventLine({ ...parsed.event, text: '-'.repeat(length) })).subarray(0, -1);
  return hidden.length === line.length ? hidden : Buffer.alloc(line.length, '-');
}
