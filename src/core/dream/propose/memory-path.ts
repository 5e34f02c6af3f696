import { collidingPath, parseMemoryPath } from '../../memory/path.ts';

const LONGEST_NAME = 60;

/** A legal path such as `/lint/run-fmt-before-lint.md` that stands beside the `taken` ones. */
export function memoryPath(folder: string, title: string, taken: Iterable<string>): string {
  const others = [...taken];
  const base = `/${slug(folder) || 'notes'}/${slug(title) || 'note'}`;
  for (let copy = 1; ; copy += 1) {
    const path = `${base}${copy === 1 ? '' : `-${copy}`}.md`;
    if (parseMemoryPath(path).kind === 'path' && collidingPath(path, others) === null) return path;
  }
}

function slug(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’`]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word : `${name}-${word}`;
    if (Array.from(longer).length > LONGEST_NAME) break;
    name = longer;
  }
  return (
    name ||
    Array.from(words[0] ?? '')
      .slice(0, LONGEST_NAME)
      .join('')
  );
}
