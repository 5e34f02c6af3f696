import { closingParenthesis, closingQuote } from './closing-sign.ts';
import { withoutHereDocuments } from './here-documents.ts';

/** One simple command of a shell line. */
export interface CommandSegment {
  /** Words with quotes taken off, redirections and here-documents left out. */
  readonly words: readonly string[];
  /** What stands before it. */
  readonly joiner: 'start' | 'and' | 'or' | 'then' | 'pipe';
}

type Joiner = CommandSegment['joiner'];

/**
 * Splits a shell line at `&&`, `||`, `;`, `|` and line ends, minding quotes, substitutions and here-documents.
 * Not a shell: control structures come out as words, which is enough to know what was run.
 */
export function splitCommand(line: string): readonly CommandSegment[] {
  const segments: CommandSegment[] = [];
  let words: string[] = [];
  let word: string | null = null;
  let joiner: Joiner = 'start';
  const endWord = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  const endSegment = (next: Joiner) => {
    endWord();
    const kept = withoutRedirections(words);
    if (kept.length > 0) {
      segments.push({ words: kept, joiner });
      joiner = next;
    }
    words = [];
  };
  const text = withoutHereDocuments(line.replace(/\\\r?\n/gu, ''));
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (text.startsWith("$'", index)) {
      const end = closingQuote(text, index + 1, '\\');
      word = (word ?? '') + withoutEscapes(text.slice(index + 2, end));
      index = end;
    } else if (text.startsWith('$"', index)) {
      word ??= '';
    } else if (character === "'" || character === '"' || character === '`') {
      const end = closingQuote(text, index, character === "'" ? null : '\\');
      word = (word ?? '') + text.slice(index + 1, end);
      index = end;
    } else if (text.startsWith('$(', index)) {
      const end = closingParenthesis(text, index + 1);
      word = (word ?? '') + text.slice(index, end + 1);
      index = end;
    } else if (character === '\\' && index + 1 < text.length) {
      word = (word ?? '') + text.charAt(index + 1);
      index += 1;
    } else if (character === '#' && word === null) {
      const end = text.indexOf('\n', index);
      index = end < 0 ? text.length : end - 1;
    } else if (text.startsWith('&&', index) || text.startsWith('||', index)) {
      endSegment(character === '&' ? 'and' : 'or');
      index += 1;
    } else if (character === '|') {
      endSegment('pipe');
    } else if (character === ';' || character === '\n') {
      endSegment('then');
    } else if (character === '&' && !/[<>]$/u.test(word ?? '') && text.charAt(index + 1) !== '>') {
      endSegment('then');
    } else if (/\s/u.test(character)) {
      endWord();
    } else {
      word = (word ?? '') + character;
    }
  }
  endSegment('then');
  return segments;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};

/** What stands between `$'` and `'`, as the shell takes it. */
function withoutEscapes(quoted: string): string {
  return quoted.replace(
    /\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,6})|([0-7]{1,3})|([\s\S]))/giu,
    (_, byte?: string, short?: string, long?: string, octal?: string, other = '') => {
      const code = byte ?? short ?? long;
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      return octal === undefined ? (ESCAPES[other] ?? other) : String.fromCharCode(parseInt(octal, 8));
    },
  );
}

function withoutRedirections(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (/^(?:\d*|&)(?:>>?|<)$/u.test(word)) index += 1;
    else if (!/^(?:\d*|&)(?:>>?|<)\S/u.test(word) && word !== '{' && word !== '}' && word !== '(' && word !== ')') {
      kept.push(word);
    }
  }
  return kept;
}
