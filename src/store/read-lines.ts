import type { Files } from './files.ts';

/** A whole line without its line feed. */
export interface Line {
  readonly bytes: Buffer;
  /** Byte offsets in the file: `end` is past the line feed, where the next line starts. */
  readonly start: number;
  readonly end: number;
}

const LINE_FEED = 0x0a;

/** The whole lines of a file from byte `start` on, of any length; bytes after the last line feed are left out. */
export function* readLines(files: Files, path: string, start: number): Generator<Line, void> {
  let pending: Buffer[] = [];
  let lineStart = start;
  for (const chunk of files.chunks(path, start)) {
    let from = 0;
    for (let feed = chunk.indexOf(LINE_FEED); feed >= 0; feed = chunk.indexOf(LINE_FEED, from)) {
      const piece = chunk.subarray(from, feed);
      const bytes = pending.length === 0 ? piece : Buffer.concat([...pending, piece]);
      const end = lineStart + bytes.length + 1;
      yield { bytes, start: lineStart, end };
      pending = [];
      lineStart = end;
      from = feed + 1;
    }
    if (from < chunk.length) pending.push(chunk.subarray(from));
  }
}
