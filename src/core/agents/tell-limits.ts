import { listed } from '../listed.ts';
import type { ToolLimit } from './tool-limit.ts';

const VERBS: ReadonlyMap<string, string> = new Map([
  ['read_file', 'read'],
  ['list_folder', 'list'],
  ['search_text', 'search'],
  ['edit_file', 'edit'],
  ['create_file', 'create'],
  ['run_command', 'run'],
]);
/** A question that is longer is not read. */
const MOST_PATTERNS = 5;

/** What an agent's file limits, for the person who is asked about it: `It may run only “npm test *” and never read “.env”.` */
export function tellLimits(limits: readonly ToolLimit[]): string {
  const told = (['only', 'never'] as const).flatMap((kind) =>
    [...toolsByPatterns(limits.filter((limit) => limit.kind === kind))].map(([patterns, tools]) => {
      const acts = listed(tools.map((tool) => VERBS.get(tool) ?? `use ${tool} for`));
      return kind === 'only' ? `${acts} only ${patterns}` : `never ${acts} ${patterns}`;
    }),
  );
  return told.length === 0 ? '' : `It may ${listed(told)}.`;
}

/** Tools with the same patterns together. */
function toolsByPatterns(limits: readonly ToolLimit[]): ReadonlyMap<string, readonly string[]> {
  const byPatterns = new Map<string, string[]>();
  for (const tool of new Set(limits.map((limit) => limit.tool))) {
    const own = limits.filter((limit) => limit.tool === tool);
    const shown = own.slice(0, MOST_PATTERNS).map(({ pattern }) => `“${pattern}”`);
    const more = own.length - shown.length;
    const patterns = listed(more > 0 ? [...shown, `${more} more`] : shown);
    byPatterns.set(patterns, [...(byPatterns.get(patterns) ?? []), tool]);
  }
  return byPatterns;
}
