import { collapseWhiteSpace } from '../evidence.ts';
import type { Subject } from './subject.ts';

/** The first piece of any reading that one of the patterns matches and that nothing before it excuses, shortened for a person. */
export function findWording(
  subject: Subject,
  patterns: readonly RegExp[],
  isExcused: (before: string, found: string) => boolean = () => false,
): string | null {
  for (const reading of subject.readings) {
    for (const pattern of patterns) {
      const match = pattern.exec(reading);
      if (match === null) continue;
      const before = reading.slice(Math.max(0, match.index - LOOKED_BACK), match.index);
      if (!isExcused(before, match[0])) return `says “${shorten(match[0])}”`;
    }
  }
  return null;
}

const LOOKED_BACK = 160;

export function shorten(text: string): string {
  const plain = collapseWhiteSpace(text);
  return plain.length <= 60 ? plain : `${Array.from(plain).slice(0, 57).join('')}…`;
}
