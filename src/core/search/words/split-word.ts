/** Scripts written without spaces between words, and Hangul, whose endings join its words: searched by characters and their pairs. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
const JOINER = /[^\p{L}\p{N}\p{M}]+/u;
const CASE_PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g;
const VERSION = /^v?(\d+(?:\.\d+)+)$/;
/** The version in `cli@v1.22.17` or `v0.5.0-preview`. */
const INNER_VERSION = /(?<![\w.])v?(\d+(?:\.\d+){2,})(?![\w.])/g;
/** `src/a.ts:12:5` is asked for again when the line is another. */
const PLACE_IN_FILE = /^(.*\.[a-z]\w*)(?::\d+){1,2}$/;
const SWITCH = /[a-z](?=\d)|\d(?=[a-z])/gi;
/** Longer runs are encoded data or minified code: nobody asks for them as a whole. */
export const LONGEST_PART = 96;
const MOST_PARTS = 32;

/** The lower-case parts a written word is made of: those of camelCase, snake_case, paths, flags and scripts without spaces. */
export function splitWord(word: string): readonly string[] {
  return isAscii(word) ? splitAsciiWord(word) : splitOtherWord(word);
}

/** The word itself in lower case where its parts alone would lose it: a path, a flag, an error code, a version. */
export function wholeWords(word: string): readonly string[] {
  const lower = word.toLowerCase();
  if (word.length > LONGEST_PART) return [];
  const version = VERSION.exec(lower)?.[1];
  if (version !== undefined) return [version];
  const inside = Array.from(lower.matchAll(INNER_VERSION), ([, found = '']) => found);
  const place = PLACE_IN_FILE.exec(lower)?.[1];
  return [...withBase(lower), ...(place === undefined ? [] : withBase(place)), ...inside];
}

/** A path and the name of its file. */
function withBase(path: string): readonly string[] {
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return base === path || base === '' ? [path] : [path, base];
}

function splitAsciiWord(word: string): readonly string[] {
  const version = VERSION.exec(word)?.[1];
  if (version !== undefined) return version.split('.').length > 2 ? [version.split('.').slice(0, 2).join('.')] : [];
  const parts: string[] = [];
  for (const segment of word.split(/[^A-Za-z0-9]+/)) {
    if (segment === '') continue;
    if (segment.length >= 8 && isOpaque(segment)) {
      if (segment.length <= LONGEST_PART) parts.push(segment.toLowerCase());
      continue;
    }
    for (const part of segment.match(CASE_PART) ?? []) {
      if (parts.length >= MOST_PARTS) return parts;
      if (part.length <= LONGEST_PART) parts.push(part.toLowerCase());
    }
  }
  return parts;
}

function splitOtherWord(word: string): readonly string[] {
  const parts: string[] = [];
  for (const segment of word.normalize('NFKC').toLowerCase().split(JOINER)) {
    let end = 0;
    for (const run of segment.matchAll(UNSPACED)) {
      if (run.index > end) parts.push(fold(segment.slice(end, run.index)));
      for (const part of charactersAndPairs(run[0])) parts.push(part);
      end = run.index + run[0].length;
    }
    if (end < segment.length) parts.push(fold(segment.slice(end)));
  }
  return parts.filter((part) => part !== '' && part.length <= LONGEST_PART);
}

/** Hashes, keys and the like change between letters and digits all the time. */
function isOpaque(segment: string): boolean {
  return (segment.match(SWITCH)?.length ?? 0) > 3;
}

function charactersAndPairs(run: string): readonly string[] {
  const characters = Array.from(run);
  return characters.flatMap((character, index) => {
    const next = characters[index + 1];
    return next === undefined ? [character] : [character, character + next];
  });
}

/** Removes the accents of Latin, Greek and Cyrillic letters; the vowel signs of other scripts are kept. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}
