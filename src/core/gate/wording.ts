import { collapseWhiteSpace } from '../evidence.ts';
import type { Subject } from './subject.ts';

/** The first piece of any reading that one of the patterns matches, shortened for a person. */
export function findWording(subject: Subject, patterns: readonly RegExp[]): string | null {
  for (const reading of subject.readings) {
    for (const pattern of patterns) {
      const match = pattern.exec(reading);
      if (match !== null) return `says “${shorten(match[0])}”`;
    }
  }
  return null;
}

export function shorten(text: string): string {
  const plain = collapseWhiteSpace(text);
  return plain.length <= 60 ? plain : `${Array.from(plain).slice(0, 57).join('')}…`;
}
