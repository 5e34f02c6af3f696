import { packVector, SCALE_BYTES } from './packed-vector.ts';

/** Word pieces with a vector each, one row after the other. */
export interface WordPieces {
  readonly pieces: readonly string[];
  readonly dimensions: number;
  readonly rows: Float32Array;
}

const FORMAT = 'dreamwright word vectors 1';

/** A line that names the format, one with the dimensions, the pieces line by line, an empty line, the packed rows. */
export function encodeWordVectors({ pieces, dimensions, rows }: WordPieces): Uint8Array {
  const head = new TextEncoder().encode(`${[FORMAT, dimensions, ...pieces].join('\n')}\n\n`);
  const packed = pieces.map((_, piece) => packVector(rows.subarray(piece * dimensions, (piece + 1) * dimensions)));
  const bytes = new Uint8Array(head.length + packed.reduce((sum, { length }) => sum + length, 0));
  bytes.set(head);
  let at = head.length;
  for (const row of packed) {
    bytes.set(row, at);
    at += row.length;
  }
  return bytes;
}

/** Throws when the bytes are not such a file or a part is missing. */
export function decodeWordVectors(bytes: Uint8Array): WordPieces {
  const end = endOfHead(bytes);
  const [format, width, ...pieces] = new TextDecoder().decode(bytes.subarray(0, end)).split('\n');
  const dimensions = Number(width);
  const body = bytes.subarray(end + 2);
  if (format !== FORMAT || pieces.length === 0 || body.length !== pieces.length * (dimensions + SCALE_BYTES)) {
    throw new Error('the file of word vectors is damaged');
  }
  return { pieces, dimensions, rows: unpackRows(body, pieces.length, dimensions) };
}

function unpackRows(body: Uint8Array, count: number, dimensions: number): Float32Array {
  const rows = new Float32Array(count * dimensions);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let row = 0, from = 0; row < count; row++) {
    const scale = view.getFloat32(from, true);
    from += SCALE_BYTES;
    for (let to = row * dimensions; to < (row + 1) * dimensions; to++) rows[to] = view.getInt8(from++) * scale;
  }
  return rows;
}

function endOfHead(bytes: Uint8Array): number {
  const lineFeed = 10;
  for (let at = 1; at < bytes.length; at++) if (bytes[at] === lineFeed && bytes[at - 1] === lineFeed) return at - 1;
  return bytes.length;
}
