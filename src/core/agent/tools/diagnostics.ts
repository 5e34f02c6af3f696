import { locatePath } from './located-path.ts';
import type { Tool } from './tool.ts';
import { inputSchema, optional, readInput, text } from './tool-input.ts';

const MOST = 200;
const INPUT = { path: optional(text('Only of this file, relative to the workspace.')) };
const ORDER = ['error', 'warning', 'information', 'hint'];

export const diagnosticsTool: Tool = {
  name: 'diagnostics',
  description: 'Shows the errors and warnings that the editor knows of, the gravest first.',
  inputSchema: inputSchema(INPUT),
  isParallel: true,
  plan: async (input, context) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { path } = read.values;
    const located = path === undefined ? null : await locatePath(path, context);
    return {
      kind: 'plan',
      title: located === null ? 'look at the problems' : `look at the problems of ${located.place.path}`,
      effect: 'read',
      changes: false,
      subject: located?.place.path ?? '.',
      dangers: located?.dangers ?? [],
      run: async (signal) => {
        const known = await context.workspace.diagnostics(located?.place.path ?? null, signal);
        const sorted = known.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
        const lines = sorted.slice(0, MOST).map((one) => {
          const source = one.source === '' ? '' : ` (${one.source})`;
          return `${one.path}:${one.line} ${one.severity}: ${one.message}${source}`;
        });
        if (known.length > MOST) lines.push(`[${known.length - MOST} more.]`);
        const summary = known.length === 1 ? '1 problem' : `${known.length} problems`;
        return {
          text: lines.join('\n') || 'The editor knows of no problems.',
          isError: false,
          origin: 'tool',
          summary,
        };
      },
    };
  },
};
