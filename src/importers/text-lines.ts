import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/** One line of a file, without its line end. */
export interface TextLine {
  /** Null when the line is longer than {@link LINE_LIMIT} bytes. */
  readonly text: string | null;
  /** False for a last line without a line end, which may still be being written. */
  readonly isFinished: boolean;
}

/** Bytes; a longer line can't be one record and would not fit a string. */
const LINE_LIMIT = 128 * 1024 * 1024;
const CHUNK = 256 * 1024;
/** Milliseconds of work after which other tasks get a turn. */
const TURN = 8;

/** Reads a file line by line without holding more than a line and a chunk; gives way to other tasks regularly. */
export function textLines(path: string, signal?: AbortSignal): AsyncGenerator<TextLine> {
  return splitLines(createReadStream(path, { highWaterMark: CHUNK }), signal);
}

/** The lines of a stream of bytes. */
export async function* splitLines(chunks: AsyncIterable<unknown>, signal?: AbortSignal): AsyncGenerator<TextLine> {
  const parts: Buffer[] = [];
  let length = 0;
  let turnStarted = performance.now();
  for await (const chunk of chunks) {
    if (!Buffer.isBuffer(chunk)) continue;
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield { text: join(parts, length, chunk.subarray(start, end)), isFinished: true };
      parts.length = 0;
      length = 0;
      start = end + 1;
      if (performance.now() - turnStarted > TURN) {
        await setImmediate();
        signal?.throwIfAborted();
        turnStarted = performance.now();
      }
    }
    signal?.throwIfAborted();
    length += chunk.length - start;
    if (length <= LINE_LIMIT) parts.push(chunk.subarray(start));
  }
  if (length > 0) yield { text: join(parts, length, Buffer.alloc(0)), isFinished: false };
}

function join(parts: readonly Buffer[], length: number, last: Buffer): string | null {
  if (length + last.length > LINE_LIMIT) return null;
  return (parts.length === 0 ? last : Buffer.concat([...parts, last])).toString('utf8');
}
