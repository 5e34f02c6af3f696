import { isJsonObject, type JsonObject } from '../../core/json.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { FILE_CHANGED } from '../../core/sessions/file-changed.ts';
import { textField } from '../json-fields.ts';
import { eventId, type Line } from './line.ts';

/** Lines shown around a change, and of one change at most. */
const AROUND = 3;
const MOST_LINES = 80;

/** Files as an agent left them, by their path; for telling what somebody else made of them. */
export interface LeftFiles {
  /** The event of a file that is no longer as the agent left it, or that the person changed while they accepted it. */
  read(record: JsonObject, line: Line, index: number): readonly SessionEvent[];
}

export function createLeftFiles(): LeftFiles {
  const left = new Map<string, string>();
  return {
    read: (record, line, index) => {
      const result = record['toolUseResult'];
      if (!isJsonObject(result)) return [];
      const path = textField(result, 'filePath');
      if (path === undefined) return [];
      const before = left.get(path);
      const original = result['originalFile'];
      const after = contentAfter(result);
      if (after === null) left.delete(path);
      else left.set(path, after);
      const changed = typeof original === 'string' && before !== undefined ? changedPart(before, original) : '';
      const accepted = result['userModified'] === true ? patchedPart(result) : '';
      const text = [changed, accepted].filter((part) => part !== '').join('\n');
      if (text === '') return [];
      const about = { type: 'other', subtype: FILE_CHANGED, origin: 'tool', text: `${path}\n${text}` } as const;
      return [{ ...line.common, ...about, id: eventId(line, index, 1) }];
    },
  };
}

/** The file once the edit was made; null where that isn't told. */
function contentAfter(result: JsonObject): string | null {
  const { originalFile, oldString, newString, content } = result;
  if (typeof content === 'string' && typeof newString !== 'string') return content;
  if (typeof originalFile !== 'string' || typeof oldString !== 'string' || typeof newString !== 'string') return null;
  if (result['userModified'] === true) return null;
  return result['replaceAll'] === true
    ? originalFile.split(oldString).join(newString)
    : originalFile.replace(oldString, () => newString);
}

/** The lines of `before` that are gone and those of `now` that came, with a few around them; empty for no change. */
function changedPart(before: string, now: string): string {
  const [old, lines] = [before.split('\n'), now.split('\n')];
  let start = 0;
  while (start < lines.length && start < old.length && lines[start] === old[start]) start += 1;
  let end = 0;
  const room = Math.min(lines.length, old.length) - start;
  while (end < room && lines[lines.length - 1 - end] === old[old.length - 1 - end]) end += 1;
  const [gone, came] = [old.slice(start, old.length - end), lines.slice(start, lines.length - end)];
  if (gone.length + came.length === 0 || gone.length + came.length > MOST_LINES) return '';
  return [
    ...lines.slice(Math.max(0, start - AROUND), start).map((line) => ` ${line}`),
    ...gone.map((line) => `-${line}`),
    ...came.map((line) => `+${line}`),
    ...lines.slice(lines.length - end, lines.length - end + AROUND).map((line) => ` ${line}`),
  ].join('\n');
}

/** The file's lines after an edit, as its patch shows them. */
function patchedPart(result: JsonObject): string {
  const patch = result['structuredPatch'];
  if (!Array.isArray(patch)) return '';
  return patch
    .filter(isJsonObject)
    .flatMap(({ lines }) => (Array.isArray(lines) ? lines : []))
    .flatMap((line) => (typeof line === 'string' && /^[ +]/u.test(line) ? [` ${line.slice(1)}`] : []))
    .slice(0, MOST_LINES)
    .join('\n');
}
