/** All-MiniLM-L6-v2 reads 256 word pieces: some 1,000 letters of English, 700 of code. Another number wants the vectors made anew. */
const LONGEST_CHUNK = 700;
/** A letter of another script is about one piece. */
const BEYOND_ASCII = 3;
const LAST_ASCII = 127;
/** Behind a line, and behind a sentence. */
const END = /(?<=\n)|(?<=[.!?]\s)|(?<=[。！？])/u;

/** A text in chunks that a model reads whole, cut between lines and sentences where they are short enough; together they are the text. */
export function chunksOf(text: string): readonly string[] {
  if (lengthOf(text) <= LONGEST_CHUNK) return [text];
  const chunks: string[] = [];
  let chunk = '';
  let length = 0;
  for (const piece of text.split(END).flatMap(cutLong)) {
    const more = lengthOf(piece);
    if (chunk !== '' && length + more > LONGEST_CHUNK) {
      chunks.push(chunk);
      chunk = '';
      length = 0;
    }
    chunk += piece;
    length += more;
  }
  return [...chunks, chunk];
}

/** What has no end in sight, such as minified code, is cut anywhere. */
function cutLong(piece: string): readonly string[] {
  if (lengthOf(piece) <= LONGEST_CHUNK) return [piece];
  const most = Math.floor(LONGEST_CHUNK / BEYOND_ASCII);
  const characters = Array.from(piece);
  return Array.from({ length: Math.ceil(characters.length / most) }, (_, place) =>
    characters.slice(place * most, (place + 1) * most).join(''),
  );
}

/** In letters of English. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > LAST_ASCII) length += BEYOND_ASCII - 1;
  return length;
}
