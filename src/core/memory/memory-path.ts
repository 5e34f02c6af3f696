import { collidingPath } from './path.ts';

const LONGEST_NAME = 60;
/** A title that is cut ends in none of these: they would tell of what is not there. */
const LEADS_ON = new Set(
  'a an the and or but nor of to in on at by for from with without into as than that which what who whose whether if when while before after until so it its is are be we you they our your this these not'.split(
    ' ',
  ),
);
/** Keeps the whole within the 1,024 bytes that a path may have. */
const DEEPEST_FOLDER = 3;

/**
 * A legal path such as `/lint/run-fmt-before-lint.md` that stands beside the `taken` ones. Where an entry stands in a
 * folder's place, there is no room below it: the folder gets a number then.
 */
export function memoryPath(folder: string, title: string, taken: Iterable<string>): string {
  const others = new Set(taken);
  const names = folder
    .split('/')
    .map(slug)
    .filter((name) => name !== '');
  const place = (names.length === 0 ? ['notes'] : names.slice(0, DEEPEST_FOLDER)).reduce(
    (above, name) => numbered(`${above}/${name}`, '', (path) => !others.has(path)),
    '',
  );
  return numbered(`${place}/${slug(title) || 'note'}`, '.md', (path) => collidingPath(path, others) === null);
}

/** The first of `base`, `base-2`, `base-3`, … that is free. Finite paths are taken, so one is. */
function numbered(base: string, ending: string, isFree: (path: string) => boolean): string {
  for (let copy = 1; ; copy += 1) {
    const path = `${base}${copy === 1 ? '' : `-${copy}`}${ending}`;
    if (isFree(path)) return path;
  }
}

function slug(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’`]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let taken = 0;
  let length = -1;
  for (const word of words) {
    length += 1 + Array.from(word).length;
    if (length > LONGEST_NAME) break;
    taken += 1;
  }
  if (taken < words.length) while (taken > 1 && LEADS_ON.has(words[taken - 1] ?? '')) taken -= 1;
  return (
    words.slice(0, taken).join('-') ||
    Array.from(words[0] ?? '')
      .slice(0, LONGEST_NAME)
      .join('')
  );
}
