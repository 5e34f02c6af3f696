import { splitCommand } from '../../dream/analyze/command-segments.ts';

/** Whether `*` in the pattern can be filled so that it is the text. */
export function matchesPattern(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'su').test(text);
}

/**
 * Whether a pattern covers a command line: the very same line, or every command in it one by one. Where the shell
 * decides only at run time what is run, or writes a file, a pattern with `*` covers nothing.
 */
export function matchesCommand(line: string, pattern: string): boolean {
  if (line.trim() === pattern.trim()) return true;
  if (!pattern.includes('*') || /[`\n\r]|\$\(|\$\{|[<>]|\beval\b|\$\w/u.test(line)) return false;
  const segments = splitCommand(line);
  return segments.length > 0 && segments.every(({ words }) => matchesWords(words.join(' '), pattern));
}

/** `npm test *` covers `npm test` as well. */
function matchesWords(command: string, pattern: string): boolean {
  return matchesPattern(command, pattern) || (pattern.endsWith(' *') && command === pattern.slice(0, -2));
}
