/** Called for each word with two independent 32-bit hashes and its place in the text. */
type WordVisitor = (low: number, high: number, start: number, end: number) => void;

const ARROW = 0x2192;
/** What a code unit counts as: nothing, the end of a word, or else its lower case. */
const NOTHING = 0;
const SPACE = 1;
const FOLDED = Uint16Array.from({ length: 0x250 }, (_, code) => fold(code));

/**
 * Walks over the words of a text: pieces between white space, compared by their letters and digits alone, in lower
 * case. A path is one word. Each kana or Han character counts as one, which errs on the careful side. The `12→` that
 * a Read tool puts before a line is no word, and invisible characters don't count.
 */
export function scanWords(text: string, visit: WordVisitor): void {
  let low = 0;
  let high = 0;
  let start = -1;
  let onlyDigits = true;
  for (let index = 0; index < text.length; index += 1) {
    const raw = text.charCodeAt(index);
    const code = raw < FOLDED.length ? (FOLDED[raw] ?? NOTHING) : fold(raw);
    if (code > SPACE) {
      const isAlone = code >= 0x3040 && isUnspacedScript(code);
      if (isAlone && start >= 0) {
        visit(avalanche(low), avalanche(high ^ 0x5bd1e995), start, index);
        start = -1;
      }
      if (start < 0) {
        start = index;
        low = 0x811c9dc5;
        high = 0x9747b28c;
        onlyDigits = true;
      }
      onlyDigits &&= code >= 48 && code <= 57;
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high + code, 0x5bd1e995) ^ (high >>> 15);
      if (!isAlone) continue;
    } else if (code === NOTHING) {
      if (raw !== ARROW) continue;
      if (onlyDigits) start = -1;
    }
    if (start >= 0) visit(avalanche(low), avalanche(high ^ 0x5bd1e995), start, code > SPACE ? index + 1 : index);
    start = -1;
  }
  if (start >= 0) visit(avalanche(low), avalanche(high ^ 0x5bd1e995), start, text.length);
}

/** Punctuation and the invisible count as nothing. */
function fold(code: number): number {
  if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0) return SPACE;
  if (code === 0x2028 || code === 0x2029 || code === 0x3000) return SPACE;
  if (code < 128) {
    if (code >= 97 && code <= 122) return code;
    if (code >= 65 && code <= 90) return code + 32;
    return code >= 48 && code <= 57 ? code : NOTHING;
  }
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3001 && code <= 0x303f)) return NOTHING;
  if (code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xff01 && code <= 0xff0f)) return NOTHING;
  return String.fromCharCode(code).toLowerCase().charCodeAt(0);
}

/** Kana and Han. */
function isUnspacedScript(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff);
}

/** Final mix of MurmurHash3 (public domain, Austin Appleby). */
function avalanche(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
