import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { TextQuery, TextSearch } from '../../core/agent/tools/workspace-port.ts';
import { parseJson } from '../../core/json.ts';

const LINE_LIMIT = 2_000;
const FILE_BYTES = '8M';

const matchLine = z.object({
  type: z.literal('match'),
  data: z.object({
    path: z.object({ text: z.string() }),
    lines: z.object({ text: z.string() }),
    line_number: z.number(),
  }),
});

export interface RipgrepRun {
  readonly binary: string;
  /** Absolute: where it starts; the paths it finds are relative to it. */
  readonly folder: string;
  /** What to search, relative to the folder. */
  readonly target: string;
}

/** Searches with VS Code's own ripgrep: ignored files and what git keeps for itself are left out. */
export async function searchWithRipgrep(run: RipgrepRun, query: TextQuery, signal: AbortSignal): Promise<TextSearch> {
  const child = spawn(run.binary, argumentsOf(run.target, query), {
    cwd: run.folder,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let trouble = '';
  child.stderr.on('data', (data) => {
    trouble = (trouble + String(data)).slice(0, LINE_LIMIT);
  });
  // Without a listener an abort would end the process.
  child.on('error', (error) => {
    trouble ||= error.message;
  });
  const closed = once(child, 'close').catch(() => [null]);
  const matches: { readonly path: string; readonly line: number; readonly text: string }[] = [];
  let isCut = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const match = matchLine.safeParse(parseJson(line));
    if (!match.success) continue;
    if (matches.length === query.limit) {
      isCut = true;
      child.kill();
      break;
    }
    const { path, lines, line_number } = match.data.data;
    const text = lines.text.replace(/\r?\n$/u, '').slice(0, LINE_LIMIT);
    matches.push({ path: path.text.split('\\').join('/').replace(/^\.\//u, ''), line: line_number, text });
  }
  const [code] = await closed;
  signal.throwIfAborted();
  // 1 says that nothing was found; 2 may come with matches, where a single file could not be read.
  if (code === 2 && matches.length === 0) return { kind: 'invalid', message: trouble.trim() };
  return { kind: 'found', matches, isCut };
}

function argumentsOf(target: string, { pattern, glob, isCaseSensitive }: TextQuery): readonly string[] {
  return [
    ...['--json', '--no-config', '--hidden', '--max-filesize', FILE_BYTES, '--sort', 'path'],
    ...(glob === undefined ? [] : ['--glob', glob]),
    // Of several globs the last that matches decides.
    ...['--glob', '!.git/', '--glob', '!.dreamwright/'],
    isCaseSensitive ? '--case-sensitive' : '--ignore-case',
    ...['--regexp', pattern, '--', target],
  ];
}
