const PATH_LIMIT_BYTES = 1_024;
const PATH_LIMIT_SEGMENTS = 20;

export type ParsedPath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'invalid'; readonly message: string };

/** Checks a memory's path against the rules of Anthropic's memory stores; the message names the mend. */
export function parseMemoryPath(text: string): ParsedPath {
  if (!text.startsWith('/')) return invalid('A path starts with a slash, such as /testing/flaky-suites.md.');
  if (/\p{Cs}/u.test(text)) return invalid('The path holds half a character; type it again.');
  if (text !== text.normalize('NFC')) return invalid('Write the path in composed form (Unicode NFC).');
  if (/\p{Cc}/u.test(text)) return invalid('Take the control characters out of the path.');
  if (new TextEncoder().encode(text).length > PATH_LIMIT_BYTES) {
    return invalid(`Shorten the path to at most ${PATH_LIMIT_BYTES} bytes.`);
  }
  const segments = text.slice(1).split('/');
  if (segments.length > PATH_LIMIT_SEGMENTS) return invalid(`Use at most ${PATH_LIMIT_SEGMENTS} folders and a name.`);
  if (segments.includes('')) return invalid('Every part of the path needs a name: take out the doubled or last slash.');
  if (segments.includes('.') || segments.includes('..')) return invalid('Write the path without . and .. parts.');
  return { kind: 'path', path: text };
}

/** The path among `others` that `path` can't stand beside: the same one, or an entry where the other needs a folder. */
export function collidingPath(path: string, others: Iterable<string>): string | null {
  for (const other of others) {
    if (other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) return other;
  }
  return null;
}

function invalid(message: string): ParsedPath {
  return { kind: 'invalid', message };
}
