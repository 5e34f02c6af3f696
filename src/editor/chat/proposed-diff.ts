import { createTwoFilesPatch } from 'diff';
import type { FileEdit } from '../../core/agent/tools/workspace-port.ts';

const CONTEXT_LINES = 3;
const CHARACTER_LIMIT = 60_000;

/** What an edit changes, as a unified diff. */
export function proposedDiff({ path, before, after }: FileEdit): string {
  const from = before === null ? '/dev/null' : path;
  const diff = createTwoFilesPatch(from, path, before ?? '', after, undefined, undefined, { context: CONTEXT_LINES });
  const shown = diff.slice(diff.indexOf('---'));
  return shown.length > CHARACTER_LIMIT ? `${shown.slice(0, CHARACTER_LIMIT)}\n…` : shown;
}
