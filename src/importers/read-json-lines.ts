import type { JsonObject } from '../core/json.ts';
import type { SessionEvent } from '../core/sessions/event.ts';
import type { ReadTranscript } from '../core/sessions/import.ts';
import type { ReadContext, TranscriptSource } from './importer.ts';
import { jsonRecords, type RecordShape } from './json-records.ts';
import { SessionPieces } from './session-pieces.ts';

/** What one record of a transcript comes to; events carry the origin they have before the repetition rule. */
export type RecordReading =
  | {
      readonly kind: 'events';
      readonly events: readonly SessionEvent[];
      /** The agent whose session it is. */
      readonly agent: string;
    }
  /** A known non-event, by type. */
  | { readonly kind: 'ignored'; readonly type: string }
  /** JSON, but nothing of this format. */
  | { readonly kind: 'lost' };

/** How one format of JSON Lines is read. */
export interface JsonLinesFormat {
  readonly name: string;
  readonly shape: RecordShape;
  /** A reader for one file, called for its records in order. */
  createReader(source: TranscriptSource, context: ReadContext): (record: JsonObject) => RecordReading;
}

/**
 * Reads a file of one JSON object a line. Every non-blank line is counted and ends as events, as ignored or as lost;
 * an unfinished last line waits for the next import.
 */
export async function* readJsonLines(
  source: TranscriptSource,
  format: JsonLinesFormat,
  context: ReadContext,
): AsyncGenerator<ReadTranscript> {
  const pieces = new SessionPieces(format.name, context);
  const read = format.createReader(source, context);
  let lines = 0;
  for await (const { text, isFinished } of source.lines()) {
    const line = text?.trim();
    if (line === '') continue;
    const { records, isDamaged } = line === undefined ? NOTHING : jsonRecords(withoutFiller(line), format.shape);
    if (isDamaged && !isFinished) continue;
    lines += 1;
    readRecords(records.map(read), isDamaged, pieces);
    if (pieces.isFull) yield* pieces.take();
  }
  if (pieces.hasSessions) yield* pieces.take();
  else
    yield {
      kind: 'skipped',
      path: source.path,
      reason: lines === 0 ? 'holds no finished line' : 'holds no event of a session',
    };
}

const NOTHING = { records: [], isDamaged: true };

/** Takes off what a crash or an editor leaves before a line: NUL bytes, a byte-order mark. */
function withoutFiller(text: string): string {
  const code = text.charCodeAt(0);
  return code === 0 || code === 0xfeff ? text.replace(/^[\s\0\uFEFF]+/u, '') : text;
}

function readRecords(readings: readonly RecordReading[], isDamaged: boolean, pieces: SessionPieces): void {
  const types: string[] = [];
  for (const reading of readings) {
    if (reading.kind === 'ignored') types.push(reading.type);
    if (reading.kind !== 'events') continue;
    const added = reading.events.filter((event) => pieces.add(event, reading.agent));
    if (added.length === 0) types.push('repeated');
  }
  // Counted last: the events say which session the line is of.
  for (const type of types) pieces.ignore(type);
  pieces.countLine();
  if (isDamaged || readings.some(({ kind }) => kind === 'lost')) pieces.countLost();
}
