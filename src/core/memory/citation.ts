import { hashText } from '../hash-text.ts';

/** Lines of a file of the workspace that a memory speaks of; stale when they no longer hash the same. */
export interface LineCitation {
  /** Relative to the workspace root, with forward slashes. */
  readonly file: string;
  /** One-based, inclusive. */
  readonly lines: readonly [first: number, last: number];
  /** Lowercase hex SHA-256 of the cited lines joined by `\n`. */
  readonly sha256: string;
}

/** A name that a file of the workspace holds; stale when it holds it no longer. */
export interface SymbolCitation {
  readonly file: string;
  readonly symbol: string;
}

/** A file of the workspace as a whole; stale when it is gone. */
export interface FileCitation {
  readonly file: string;
}

export type Citation = LineCitation | SymbolCitation | FileCitation;

/** Whether what is cited still stands in the file's `text`, lines be it at another place; null is a file that is gone. */
export function checkCitation(citation: Citation, text: string | null): 'holds' | 'changed' | 'gone' {
  if (text === null) return 'gone';
  if ('symbol' in citation) return holdsName(text, citation.symbol) ? 'holds' : 'changed';
  if (!('lines' in citation)) return 'holds';
  const lines = text.split(/\r?\n/u);
  const count = citation.lines[1] - citation.lines[0] + 1;
  const holdsAt = (first: number) => hashText(lines.slice(first, first + count).join('\n')) === citation.sha256;
  if (holdsAt(citation.lines[0] - 1)) return 'holds';
  return lines.some((_, first) => holdsAt(first)) ? 'holds' : 'changed';
}

/** Whether a text holds a name as a word of its own. */
export function holdsName(text: string, name: string): boolean {
  const isPart = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + name.length])) return true;
  }
  return false;
}

/** What a citation points at, for a person: `src/a.ts:3-5`, `run in src/a.ts`. */
export function tellCitation(citation: Citation): string {
  if ('symbol' in citation) return `${citation.symbol} in ${citation.file}`;
  if (!('lines' in citation)) return citation.file;
  const [first, last] = citation.lines;
  return `${citation.file}:${first === last ? first : `${first}-${last}`}`;
}
