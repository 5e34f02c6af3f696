import { fitsPattern } from '../../fits-pattern.ts';
import { splitCommand } from '../../shell/split-command.ts';
import { isPlainLine } from './plain-line.ts';

/** Whether `*` in the pattern can be filled so that it is the text. */
export function matchesPattern(text: string, pattern: string): boolean {
  return fitsPattern([...text], [...pattern.replace(/\*+/gu, '*')], '*', (letter, sign) => letter === sign);
}

/**
 * Whether a pattern covers a command line: the very same line, or every command in it one by one. Where shells could
 * read the line otherwise, or decide only at run time what is run, a pattern with `*` covers nothing.
 */
export function matchesCommand(line: string, pattern: string): boolean {
  if (line.trim() === pattern.trim()) return true;
  // A `*` elsewhere stands for itself: it is part of a line that was allowed as it is.
  if (!pattern.endsWith(' *') || !isPlainLine(line) || /\beval\b/u.test(line)) return false;
  const start = pattern.slice(0, -2);
  const segments = splitCommand(line).map(({ words }) => words.join(' '));
  return segments.length > 0 && segments.every((command) => command === start || command.startsWith(`${start} `));
}
