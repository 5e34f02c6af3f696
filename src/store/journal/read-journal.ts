import { isUtf8 } from 'node:buffer';
import { type ChainHead, chainFault, type ParsedEntry, parseEntry } from '../../core/journal/entry-line.ts';
import type { Files } from '../files.ts';
import type { PlacedEntry } from '../projection/placed-entry.ts';
import { type Line, readLines } from '../read-lines.ts';
import { StoreError } from '../store-error.ts';

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
  for (const line of readLines(files, path, start)) {
    const parsed = parseLine(line, path);
    const fault = parsed.kind === 'invalid' ? parsed.reason : chainFault(parsed, last);
    if (parsed.kind === 'invalid' || fault !== null) {
      yield* salvage(files, path, last, line.start, fault ?? '');
      return;
    }
    yield { kind: 'entry', entry: parsed, start: line.start, end: line.end };
    last = headAfter(parsed);
  }
}

/** Where the chain stands once `entry` is its last. */
export function headAfter(entry: ParsedEntry): ChainHead {
  return { journal: entry.header.journal, sequence: entry.header.sequence, hash: entry.hash };
}

/** The entry on a line; throws StoreError `newer` for one that only later code can read. */
export function parseLine(
  line: Line,
  path: string,
): ParsedEntry | { readonly kind: 'invalid'; readonly reason: string } {
  if (!isUtf8(line.bytes)) return { kind: 'invalid', reason: 'the line is not text' };
  const parsed = parseEntry(line.bytes.toString('utf8'));
  if (parsed.kind !== 'newer') return parsed;
  throw new StoreError(
    'newer',
    `The journal was written by a newer Dreamwright (${parsed.reason}) and was left untouched: update Dreamwright. (${path})`,
  );
}

function* salvage(
  files: Files,
  path: string,
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
      const parsed = parseLine(piece, path);
      if (parsed.kind === 'entry') journal ??= parsed.header.journal;
      if (parsed.kind === 'invalid' || parsed.header.journal !== journal) badLines++;
      else found.push({ sequence: parsed.header.sequence, start: piece.start, end: piece.end });
    }
  }
  found.sort((left, right) => left.sequence - right.sequence);
  for (const place of found) {
    const placed = readEntry(files, path, place.start, place.end);
    if (placed !== undefined) yield { kind: 'entry', ...placed };
  }
  yield { kind: 'damage', firstBad: (head?.sequence ?? 0) + 1, reason, start, end, badLines };
}

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
export function readEntry(files: Files, path: string, start: number, end: number): PlacedEntry | undefined {
  const bytes = files.read(path, start, end - 1);
  if (bytes === undefined) return undefined;
  const entry = parseLine({ bytes, start, end }, path);
  return entry.kind === 'invalid' ? undefined : { entry, start, end };
}
