import { join } from 'node:path';
import type { HiddenEvent } from '../../core/journal/record.ts';
import type { Files } from '../files.ts';
import type { Redactions } from '../journal/redactions.ts';
import { readLines } from '../read-lines.ts';
import { type HiddenLines, hiddenLines, maskLine, mayBeMasked } from '../sessions/hidden-lines.ts';
import { sessionFileName } from '../sessions/session-line.ts';

/** Overwrites redacted words of events and titles where they stand; the events keep their ids, times and places. */
export function hideEvents(files: Files, folder: string, { events, titles }: Redactions): void {
  const bySession = new Map<string, HiddenEvent[]>([...titles].map((session) => [session, []]));
  for (const event of events) {
    const known = bySession.get(event.session);
    if (known === undefined) bySession.set(event.session, [event]);
    else known.push(event);
  }
  for (const [session, hidden] of bySession) {
    hideIn(files, join(folder, sessionFileName(session)), hiddenLines(hidden, titles.has(session)));
  }
}

function hideIn(files: Files, path: string, hidden: HiddenLines): void {
  const isMasked = mayBeMasked(hidden);
  const pieces: { readonly start: number; readonly bytes: Buffer }[] = [];
  for (const line of readLines(files, path, 0)) {
    if (!isMasked(line.bytes)) continue;
    const left = maskLine(line.bytes, hidden);
    if (!left.equals(line.bytes)) pieces.push({ start: line.start, bytes: left });
  }
  if (pieces.length > 0) files.overwrite(path, pieces);
}
