import { lowestOrigin, type Origin } from '../../origin.ts';
import type { Memory } from '../memory.ts';
import { filesBelow, type SessionFiles } from './session-files.ts';
import { parseToolPath, toolPathOf } from './tool-path.ts';

export type Viewed =
  /** `origin` is the lowest among the words shown: what the tool's result counts as. */
  | { readonly kind: 'shown'; readonly text: string; readonly origin: Origin }
  | { readonly kind: 'error'; readonly message: string };

const DEPTH = 2;
const NUMBER_WIDTH = 6;
const UNITS = ['B', 'K', 'M'] as const;

/** A memory with its lines numbered, or a folder's content two levels deep. */
export function viewFiles(files: SessionFiles, path: string, range: readonly [number, number] | null): Viewed {
  const parsed = parseToolPath(path);
  if (parsed.kind === 'invalid') return { kind: 'error', message: parsed.message };
  const file = files.get(parsed.path);
  if (file !== undefined) return viewText(file.memory, parsed.shown, range);
  const below = filesBelow(files, parsed.path);
  if (below.length === 0 && parsed.path !== '/') {
    return { kind: 'error', message: `The path ${parsed.shown} does not exist. Please provide a valid path.` };
  }
  const text = listFolder(
    below.map(({ memory }) => memory),
    parsed.path,
    parsed.shown,
  );
  return { kind: 'shown', text, origin: lowestOrigin(below.map(({ memory }) => memory.origin)) };
}

/** Lines as the tool numbers them, from `first` on. */
export function numberLines(lines: readonly string[], first: number): string {
  return lines.map((line, index) => `${String(first + index).padStart(NUMBER_WIDTH)}\t${line}`).join('\n');
}

function viewText({ text, origin }: Memory, shown: string, range: readonly [number, number] | null): Viewed {
  const lines = text.split('\n');
  const [first, asked] = range ?? [1, -1];
  const last = asked === -1 ? lines.length : asked;
  if (first < 1 || first > lines.length || last < first) {
    const message = `Invalid \`view_range\` parameter: [${first}, ${asked}]. It should be within the range of lines of the file: [1, ${lines.length}], or end with -1.`;
    return { kind: 'error', message };
  }
  const numbered = numberLines(lines.slice(first - 1, last), first);
  return { kind: 'shown', text: `Here's the content of ${shown} with line numbers:\n${numbered}`, origin };
}

/** Sizes are those of everything below, since folders exist only in paths. */
function listFolder(memories: readonly Memory[], folder: string, shown: string): string {
  const start = folder === '/' ? 1 : folder.length + 1;
  const sizes = new Map<string, number>();
  let total = 0;
  for (const { path, text } of memories) {
    const size = Buffer.byteLength(text);
    total += size;
    const parts = path.slice(start).split('/');
    for (let depth = 1; depth <= Math.min(DEPTH, parts.length); depth += 1) {
      const name = `${path.slice(0, start)}${parts.slice(0, depth).join('/')}${depth < parts.length ? '/' : ''}`;
      sizes.set(name, (sizes.get(name) ?? 0) + size);
    }
  }
  const lines = [...sizes].map(([name, size]) => `${formatSize(size)}\t${toolPathOf(name)}`);
  return [
    `Here're the files and directories up to ${DEPTH} levels deep in ${shown}, excluding hidden items and node_modules:`,
    `${formatSize(total)}\t${shown}`,
    ...lines,
  ].join('\n');
}

function formatSize(bytes: number): string {
  const place = Math.min(UNITS.length - 1, bytes === 0 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const size = bytes / 1024 ** place;
  return `${Number.isInteger(size) ? size : size.toFixed(1)}${UNITS[place] ?? 'B'}`;
}
