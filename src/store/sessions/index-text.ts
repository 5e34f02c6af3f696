import type { SessionEvent } from '../../core/sessions/event.ts';

/** Bytes of an event's text that the database keeps for search; the rest stays in the session's file. */
const INDEX_TEXT_LIMIT = 2048;

/** The beginning of what an event says, cut between characters. */
export function indexText(event: SessionEvent): string {
  const whole = event.type === 'tool_call' && event.text === '' ? JSON.stringify(event.input) : event.text;
  const text = whole.slice(0, INDEX_TEXT_LIMIT);
  if (Buffer.byteLength(text) <= INDEX_TEXT_LIMIT) return dropHalfCharacter(text);
  const bytes = Buffer.from(text);
  let end = INDEX_TEXT_LIMIT;
  // Bytes 10xxxxxx continue a character that began before.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString('utf8', 0, end);
}

function dropHalfCharacter(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
