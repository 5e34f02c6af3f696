import { redactedEnd, saltStart } from '../../core/journal/entry-line.ts';
import type { Files } from '../files.ts';
import { parseLine } from '../journal/parse-line.ts';
import type { Redactions } from '../journal/redactions.ts';
import { type Line, readLines } from '../read-lines.ts';

interface Piece {
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Takes salt and content of the journal's redacted entries away. First all salts, synced: from then on the lines are known
 * for what they are, however far the contents have got.
 */
export function overwriteEntries(files: Files, path: string, { records, subjects }: Redactions): void {
  const salts: Piece[] = [];
  const contents: Piece[] = [];
  for (const line of readLines(files, path, 0)) {
    const parsed = parseLine(line, path);
    if (parsed.kind === 'invalid' || !subjects.has(parsed.header.id) || !records.has(parsed.header.id)) continue;
    const { salt, content } = endOf(line);
    if (line.bytes.includes(content.bytes)) continue;
    salts.push(salt);
    contents.push(content);
  }
  if (salts.length === 0) return;
  files.overwrite(path, salts);
  files.overwrite(path, contents);
}

/**
 * Takes away every line of a copy that was kept aside and names one of the ids: whole entries keep header and hash, of
 * broken ones nothing stays. Nobody reads such a copy but a person.
 */
export function overwriteMentions(files: Files, path: string, { subjects }: Redactions): void {
  const others = [...subjects].filter((subject) => !subject.startsWith('ent_'));
  const needles = others.map((subject) => Buffer.from(JSON.stringify(subject)));
  const pieces: Piece[] = [];
  for (const line of linesAndRest(files, path)) {
    if (!namesEntry(line.bytes, subjects) && !needles.some((needle) => line.bytes.includes(needle))) continue;
    const parsed = parseLine(line, path);
    const isOther = parsed.kind === 'invalid' || !subjects.has(parsed.header.id);
    if (parsed.kind !== 'invalid' && parsed.header.kind === 'redacted' && isOther) continue;
    if (parsed.kind === 'invalid') pieces.push({ start: line.start, bytes: Buffer.alloc(line.bytes.length, '-') });
    else pieces.push(...Object.values(endOf(line)));
  }
  if (pieces.length > 0) files.overwrite(path, pieces);
}

function namesEntry(line: Buffer, subjects: ReadonlySet<string>): boolean {
  return (line.toString('latin1').match(/ent_[0-9a-z]+/gu) ?? []).some((id) => subjects.has(id));
}

function endOf(line: Line): { readonly salt: Piece; readonly content: Piece } {
  const salt = saltStart(line.bytes);
  const end = redactedEnd(line.bytes.length - 1 - salt);
  const start = line.start + salt;
  return {
    salt: { start, bytes: Buffer.from(end.salt) },
    content: { start: start + end.salt.length, bytes: Buffer.from(end.content) },
  };
}

function* linesAndRest(files: Files, path: string): Generator<Line, void> {
  let end = 0;
  for (const line of readLines(files, path, 0)) {
    end = line.end;
    yield line;
  }
  const bytes = files.read(path, end);
  if (bytes !== undefined && bytes.length > 0) yield { bytes, start: end, end: end + bytes.length };
}
