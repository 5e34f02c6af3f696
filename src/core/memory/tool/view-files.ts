import { lowestOrigin, type Origin } from '../../origin.ts';
import { describeFolder, type FolderSummary } from '../folder-summary.ts';
import type { Memory } from '../memory.ts';
import { quoteAsData } from '../quote-as-data.ts';
import { filesBelow, type SessionFiles } from './session-files.ts';
import { parseToolPath, toolPathOf } from './tool-path.ts';

export type Viewed =
  /** `origin` is the lowest among the words shown: what the tool's result counts as. */
  | { readonly kind: 'shown'; readonly text: string; readonly origin: Origin }
  | { readonly kind: 'error'; readonly message: string };

const DEPTH = 2;
/** Longest listing: about 2,000 tokens. */
const MOST_NAMES = 100;
/** Of fewer memories the listing says as much. */
const WORTH_A_SUMMARY = 2;
const NUMBER_WIDTH = 6;
const UNITS = ['B', 'K', 'M'] as const;

/** A memory with its lines numbered, or a folder's content two levels deep with what it says as a whole. */
export function viewFiles(
  files: SessionFiles,
  path: string,
  range: readonly [number, number] | null,
  summaryOf: (folder: string, memories: readonly Memory[]) => FolderSummary,
): Viewed {
  const parsed = parseToolPath(path);
  if (parsed.kind === 'invalid') return { kind: 'error', message: parsed.message };
  const file = files.get(parsed.path);
  if (file !== undefined) return viewText(file.memory, parsed.shown, range);
  const below = filesBelow(files, parsed.path);
  if (below.length === 0 && parsed.path !== '/') {
    return { kind: 'error', message: `The path ${parsed.shown} does not exist. Please provide a valid path.` };
  }
  const memories = below.map(({ memory }) => memory);
  const summary = memories.length < WORTH_A_SUMMARY ? [] : quoteSummary(summaryOf(parsed.path, memories));
  const text = [...listFolder(memories, parsed.path, parsed.shown), ...summary].join('\n');
  return { kind: 'shown', text, origin: lowestOrigin(memories.map(({ origin }) => origin)) };
}

function quoteSummary(summary: FolderSummary): readonly string[] {
  return ['', 'What it says as a whole, quoted as data:', ...quoteAsData(describeFolder(summary))];
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

/** As deep as {@link DEPTH} where that is short enough, else one level; what is still too long is cut, and says so. */
function listFolder(memories: readonly Memory[], folder: string, shown: string): readonly string[] {
  const deep = sizesBelow(memories, folder, DEPTH);
  const [depth, sizes] = deep.size <= MOST_NAMES ? [DEPTH, deep] : [1, sizesBelow(memories, folder, 1)];
  const total = memories.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const lines = [...sizes].slice(0, MOST_NAMES).map(([name, size]) => `${formatSize(size)}\t${toolPathOf(name)}`);
  const more = sizes.size - lines.length;
  return [
    `Here're the files and directories up to ${depth} level${depth === 1 ? '' : 's'} deep in ${shown}, excluding hidden items and node_modules:`,
    `${formatSize(total)}\t${shown}`,
    ...lines,
    ...(more > 0 ? [`… ${more} more here; search them with recall.`] : []),
    ...(depth < DEPTH ? ['View a deeper folder for what it holds, or search with recall.'] : []),
  ];
}

/** The names up to `depth` levels deep, with the size of everything below, since folders exist only in paths. */
function sizesBelow(memories: readonly Memory[], folder: string, depth: number): ReadonlyMap<string, number> {
  const start = folder === '/' ? 1 : folder.length + 1;
  const sizes = new Map<string, number>();
  for (const { path, text } of memories) {
    const size = Buffer.byteLength(text);
    const parts = path.slice(start).split('/');
    for (let level = 1; level <= Math.min(depth, parts.length); level += 1) {
      const name = `${path.slice(0, start)}${parts.slice(0, level).join('/')}${level < parts.length ? '/' : ''}`;
      sizes.set(name, (sizes.get(name) ?? 0) + size);
    }
  }
  return sizes;
}

function formatSize(bytes: number): string {
  const place = Math.min(UNITS.length - 1, bytes === 0 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const size = bytes / 1024 ** place;
  return `${Number.isInteger(size) ? size : size.toFixed(1)}${UNITS[place] ?? 'B'}`;
}
