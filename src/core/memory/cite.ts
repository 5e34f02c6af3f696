import { findMentions } from '../graph/find-mentions.ts';
import { hashText } from '../hash-text.ts';
import { type Citation, holdsName } from './citation.ts';
import type { Memory } from './memory.ts';

/** The text of a file of the workspace, relative to its root; null where it holds none such. */
export type ReadWorkspaceFile = (file: string) => Promise<string | null>;

/** Files of one text that are cited; what it is about stands first. */
const MOST_FILES = 4;
const MOST_SYMBOLS = 3;

/**
 * Cites what of the workspace a text names, each file as narrowly as the text does: the line (`src/a.ts:12`), else the
 * names that the text and the file share, else the file. Files that the workspace does not hold are left out.
 */
export async function cite(text: string, read: ReadWorkspaceFile): Promise<readonly Citation[]> {
  const mentions = findMentions(text);
  const files = mentions.filter(({ kind }) => kind === 'file').slice(0, MOST_FILES);
  const symbols = mentions.filter(({ kind }) => kind === 'symbol').map(({ name }) => name);
  const cited: Citation[] = [];
  for (const { name: file } of files) {
    const held = await read(file);
    if (held === null) continue;
    const line = lineOf(text, file, held);
    const named = symbols.filter((symbol) => !file.includes(symbol) && holdsName(held, symbol)).slice(0, MOST_SYMBOLS);
    if (line !== null) cited.push(line);
    else if (named.length > 0) cited.push(...named.map((symbol) => ({ file, symbol })));
    else cited.push({ file });
  }
  return cited;
}

/**
 * The citations of a memory whose text becomes `text`: those it had, but for files that only the old text named, and what
 * was found in the new one.
 */
export function citationsOf(before: Memory | null, text: string, found: readonly Citation[]): readonly Citation[] {
  const had = before?.citations ?? [];
  const kept = had.filter(({ file }) => text.includes(file) || before?.text.includes(file) === false);
  const known = new Set(kept.map(({ file }) => file));
  return [...kept, ...found.filter(({ file }) => !known.has(file))];
}

function lineOf(text: string, file: string, held: string): Citation | null {
  const at = text.indexOf(`${file}:`);
  const [, number = '', last = number] =
    /^(\d{1,6})(?:-(\d{1,6}))?(?![\d:])/u.exec(text.slice(at + file.length + 1)) ?? [];
  if (at < 0 || number === '') return null;
  const lines = held.split(/\r?\n/u).slice(Number(number) - 1, Number(last));
  if (lines.length === 0 || lines.every((line) => line.trim() === '')) return null;
  return { file, lines: [Number(number), Number(number) + lines.length - 1], sha256: hashText(lines.join('\n')) };
}
