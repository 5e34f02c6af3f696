import type { Origin } from '../origin.ts';

/** A text as the rules read it. */
export interface Subject {
  readonly text: string;
  readonly origin: Origin;
  /** The text and what it turns into once disguises are taken off: invisible characters, look-alikes, encodings. */
  readonly readings: readonly string[];
}

/** Zero-width and formatting characters, variation selectors and tag characters that no memory needs. */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e01ef}]/gu;

/** Cyrillic and Greek letters that look like Latin ones. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Array.from(
    'аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwАAВBЕEКKМMНHОOРPСCТTХXІIЅSЈJУYαaοoρpνvιiΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΧX'.matchAll(/(.)(.)/gu),
  ).map(([, strange = '', plain = '']) => [strange, plain]),
);

const LEET: ReadonlyMap<string, string> = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' }),
);

function replaceEach(text: string, pattern: RegExp, table: ReadonlyMap<string, string>): string {
  return text.replace(pattern, (character) => table.get(character) ?? character);
}

/** Words of Latin letters with a few strange ones among them; whole words of another script stay. */
function foldLookAlikes(text: string): string {
  return text.replace(/[\p{L}]+/gu, (word) =>
    /[a-z]/iu.test(word) && /[\u0370-\u04ff\u0500-\u052f]/u.test(word)
      ? replaceEach(word, /[\u0370-\u04ff\u0500-\u052f]/gu, LOOK_ALIKES)
      : word,
  );
}

/** `i g n o r e` and `i.g.n.o.r.e` become words again; two or more blanks part words. */
function joinSpacedLetters(text: string): string | null {
  if (!/(?:\b\p{L}[ ._*-]){5,}/u.test(text)) return null;
  return text.replace(/(?:\b\p{L}[ ._*-]){4,}\p{L}\b/gu, (letters) => letters.replace(/[ ._*-]/gu, ''));
}

/** A sentence that was broken over lines, whole again. */
function joinLines(text: string): string | null {
  const joined = text.replace(/(?<=[\p{L}\p{N},])\r?\n[ \t]*(?=\p{Ll})/gu, ' ');
  return joined === text ? null : joined;
}

function unfoldLeet(text: string): string | null {
  if (!/[a-z][013457@$][a-z]/iu.test(text)) return null;
  return text.replace(/\b[a-z013457@$]{3,}\b/giu, (word) =>
    /[a-z]/iu.test(word) ? replaceEach(word, /[013457@$]/gu, LEET) : word,
  );
}

function isReadable(text: string): boolean {
  return text.length >= 12 && /^[\t\n\r\x20-\x7e]+$/u.test(text) && / /u.test(text);
}

/** What base64, hexadecimal and percent-encoded pieces say, where they say something in plain words. */
function decodeParts(text: string): readonly string[] {
  const decoded: string[] = [];
  for (const [piece] of text.matchAll(/[A-Za-z0-9+/_-]{16,4000}={0,2}/gu)) {
    decoded.push(Buffer.from(piece, 'base64').toString('latin1'));
    if (/^(?:[0-9a-f]{2})+$/iu.test(piece)) decoded.push(Buffer.from(piece, 'hex').toString('latin1'));
  }
  for (const [piece] of text.matchAll(/(?:\\x[0-9a-f]{2}){8,2000}/giu)) {
    decoded.push(Buffer.from(piece.replaceAll('\\x', ''), 'hex').toString('latin1'));
  }
  for (const [piece] of text.matchAll(/(?:[\w.+-]|%[0-9a-f]{2}){12,4000}/giu)) {
    if (!piece.includes('%')) continue;
    decoded.push(
      piece
        .replaceAll('+', ' ')
        .replace(/%([0-9a-f]{2})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    );
  }
  return decoded.filter(isReadable);
}

/** Words written with Unicode tag characters, which nobody sees. */
function readTags(text: string): string | null {
  const tags = text.match(/[\u{e0020}-\u{e007e}]/gu);
  return tags === null ? null : tags.map((tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000)).join('');
}

export function makeSubject(text: string, origin: Origin): Subject {
  const plain = foldLookAlikes(text.normalize('NFKC').replace(INVISIBLE, '')).replace(
    /(?<!\w)[*_`~]{1,3}(?=\w)|(?<=\w)(?:[*`~]{1,3}|_{1,2}(?!\w))/gu,
    '',
  );
  const disguised = [
    joinLines(plain),
    joinSpacedLetters(plain),
    unfoldLeet(plain),
    readTags(text),
    ...decodeParts(plain),
  ];
  return { text, origin, readings: [plain, ...disguised.filter((reading) => reading !== null)] };
}
