/** Bytes of UTF-8 that a memory may have, as in Anthropic's memory stores. */
const TEXT_LIMIT_BYTES = 102_400;

/** What keeps a text from being a memory's, in one line that names the mend; null when nothing does. */
export function textProblem(text: string): string | null {
  if (text.trim() === '') return 'A memory needs some text: this one is empty.';
  const bytes = Buffer.byteLength(text);
  if (bytes <= TEXT_LIMIT_BYTES) return null;
  return `The text has ${bytes} bytes and at most ${TEXT_LIMIT_BYTES} fit into a memory: split it into several.`;
}
