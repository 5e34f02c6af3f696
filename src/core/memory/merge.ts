import { diffArrays } from 'diff';

export type MergeResult =
  | { readonly kind: 'merged'; readonly text: string }
  /** Both sides changed the same lines differently; `text` holds neither silently: it is the caller's choice. */
  | { readonly kind: 'conflict' };

/** Replaces base lines `[start, end)` by `lines`. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

function hunks(base: readonly string[], side: readonly string[]): readonly Hunk[] {
  const found: Hunk[] = [];
  let position = 0;
  let open: { start: number; end: number; lines: string[] } | null = null;
  for (const part of diffArrays([...base], [...side])) {
    if (!part.added && !part.removed) {
      if (open) found.push(open);
      open = null;
      position += part.value.length;
      continue;
    }
    open ??= { start: position, end: position, lines: [] };
    if (part.removed) {
      position += part.value.length;
      open.end = position;
    } else {
      open.lines.push(...part.value);
    }
  }
  if (open) found.push(open);
  return found;
}

function isSameHunk(left: Hunk, right: Hunk): boolean {
  return (
    left.start === right.start &&
    left.end === right.end &&
    left.lines.length === right.lines.length &&
    left.lines.every((line, index) => line === right.lines[index])
  );
}

/** Two hunks that touch at all compete: an insertion at the edge of a deletion has no certain place. */
function overlaps(left: Hunk, right: Hunk): boolean {
  return left.start <= right.end && right.start <= left.end;
}

/**
 * Line-wise three-way merge after Khanna, Kunal and Pierce, *A Formal Investigation of Diff3* (2007): changes of
 * either side against `base` are taken where they do not touch.
 */
export function mergeText(base: string, mine: string, theirs: string): MergeResult {
  if (mine === theirs || theirs === base) return { kind: 'merged', text: mine };
  if (mine === base) return { kind: 'merged', text: theirs };
  const baseLines = base.split('\n');
  const left = hunks(baseLines, mine.split('\n'));
  const right = hunks(baseLines, theirs.split('\n')).filter((hunk) => !left.some((other) => isSameHunk(hunk, other)));
  if (right.some((hunk) => left.some((other) => overlaps(hunk, other)))) return { kind: 'conflict' };
  const merged: string[] = [];
  let position = 0;
  for (const hunk of [...left, ...right].sort((a, b) => a.start - b.start)) {
    merged.push(...baseLines.slice(position, hunk.start), ...hunk.lines);
    position = hunk.end;
  }
  merged.push(...baseLines.slice(position));
  return { kind: 'merged', text: merged.join('\n') };
}
