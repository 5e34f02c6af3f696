import { top } from './top.ts';

interface AlikeOptions {
  /** Lowest likeness that counts. */
  readonly least: number;
  readonly limit: number;
  readonly isHeld: (document: number) => boolean;
}

/** The documents nearest in meaning, nearest first; `likeness` holds a cosine a document. */
export function alike(likeness: Float32Array, { least, limit, isHeld }: AlikeOptions): readonly number[] {
  const near: number[] = [];
  likeness.forEach((like, document) => {
    if (like >= least && isHeld(document)) near.push(document);
  });
  const of = (document: number): number => likeness[document] ?? 0;
  return top(near, limit, (a, b) => (of(a) === of(b) ? a < b : of(a) > of(b)));
}
