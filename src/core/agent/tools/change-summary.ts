import { createTwoFilesPatch, diffLines } from 'diff';

const LONGEST_DETAIL = 20_000;

export interface ChangeSummary {
  /** "+3 -1" */
  readonly summary: string;
  /** As a unified diff, cut where it is long. */
  readonly detail: string;
}

/** What an edit changes, for a card. */
export function changeSummary(path: string, before: string | null, after: string): ChangeSummary {
  let added = 0;
  let removed = 0;
  for (const change of diffLines(before ?? '', after)) {
    if (change.added) added += change.count;
    if (change.removed) removed += change.count;
  }
  const from = before === null ? '/dev/null' : path;
  const patch = createTwoFilesPatch(from, path, before ?? '', after, undefined, undefined, { context: 3 });
  const detail = patch.replace(/^(?:Index:.*\n)?=+\n/u, '').slice(0, LONGEST_DETAIL);
  return { summary: `+${added} -${removed}`, detail };
}
