import { type ChainHead, chainFault } from '../../core/journal/entry-line.ts';
import type { Files } from '../files.ts';
import type { PlacedEntry } from '../projection/placed-entry.ts';
import { type Line, readLines } from '../read-lines.ts';
import { headAfter, parseLine } from './parse-line.ts';
import { type Redactions, readRedactions, restate } from './redactions.ts';

/** A stretch of the journal from `start` on whose chain does not hold. */
export interface JournalDamage {
  readonly kind: 'damage';
  /** Number of the first bad entry, from 1. */
  readonly firstBad: number;
  readonly reason: string;
  readonly start: number;
  /** Past the last whole line. */
  readonly end: number;
  /** Lines in it that do not verify even by themselves. */
  readonly badLines: number;
}

export type JournalStep = (PlacedEntry & { readonly kind: 'entry' }) | JournalDamage;

/**
 * The entries from byte `start` on that continue the chain at `head`. Where the chain breaks, entries that still verify
 * by themselves are not given up: they come in the order of their numbers, and the damage is told last.
 */
export function* readJournal(
  files: Files,
  path: string,
  head: ChainHead | null,
  start: number,
): Generator<JournalStep, void> {
  let last = head;
  // A redaction always comes after what it redacts.
  const redactions = readRedactions(files, path, start);
  for (const line of readLines(files, path, start)) {
    const parsed = restate(parseLine(line, path), redactions);
    const fault = parsed.kind === 'invalid' ? parsed.reason : chainFault(parsed, last);
    if (parsed.kind === 'invalid' || fault !== null) {
      yield* salvage({ files, path, redactions }, last, line.start, fault ?? '');
      return;
    }
    yield { kind: 'entry', entry: parsed, start: line.start, end: line.end };
    last = headAfter(parsed);
  }
}

interface Journal {
  readonly files: Files;
  readonly path: string;
  readonly redactions: Redactions;
}

function* salvage(
  { files, path, redactions }: Journal,
  head: ChainHead | null,
  start: number,
  reason: string,
): Generator<JournalStep, void> {
  const found: { readonly sequence: number; readonly start: number; readonly end: number }[] = [];
  let journal = head?.journal;
  let badLines = 0;
  let end = start;
  for (const line of readLines(files, path, start)) {
    end = line.end;
    for (const piece of piecesOf(line)) {
      const parsed = restate(parseLine(piece, path), redactions);
      if (parsed.kind === 'entry') journal ??= parsed.header.journal;
      if (parsed.kind === 'invalid' || parsed.header.journal !== journal) badLines++;
      else found.push({ sequence: parsed.header.sequence, start: piece.start, end: piece.end });
    }
  }
  found.sort((left, right) => left.sequence - right.sequence);
  for (const place of found) {
    const placed = readEntry(files, path, place.start, place.end, redactions);
    if (placed !== undefined) yield { kind: 'entry', ...placed };
  }
  yield { kind: 'damage', firstBad: (head?.sequence ?? 0) + 1, reason, start, end, badLines };
}

const NO_REDACTIONS: Redactions = { records: new Map(), subjects: new Set(), events: [], titles: new Set(), last: 0 };

/** How every line begins; inside a content its quotes would be escaped. */
const LINE_START = '{"header":{';

/** The lines that a line is made of when the line feeds between them were damaged; mostly itself. */
function piecesOf(line: Line): readonly Line[] {
  const starts: number[] = [];
  for (let at = line.bytes.indexOf(LINE_START); at >= 0; at = line.bytes.indexOf(LINE_START, at + 1)) starts.push(at);
  if (starts.length < 2) return [line];
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? line.bytes.length + 1;
    return { bytes: line.bytes.subarray(start, end - 1), start: line.start + start, end: line.start + end };
  });
}

/** The entry on the line from byte `start` to `end`, its line feed included; undefined when none that verifies is there. */
export function readEntry(
  files: Files,
  path: string,
  start: number,
  end: number,
  redactions?: Redactions,
): PlacedEntry | undefined {
  const bytes = files.read(path, start, end - 1);
  if (bytes === undefined) return undefined;
  const line = parseLine({ bytes, start, end }, path);
  const known = redactions ?? (line.kind === 'redacted' ? readRedactions(files, path, end) : NO_REDACTIONS);
  const entry = restate(line, known);
  return entry.kind === 'invalid' ? undefined : { entry, start, end };
}
