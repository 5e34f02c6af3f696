import { parseMemoryPath } from '../path.ts';

/** The folder that the tool shows the store under. */
const ROOT = '/memories';
const SHOWN_LENGTH = 200;

export type ToolPath =
  /** `path` is the memory's own, without `/memories`; `/` for all of them. `shown` is how the tool writes it. */
  | { readonly kind: 'path'; readonly path: string; readonly shown: string }
  | { readonly kind: 'invalid'; readonly message: string };

/** The store's path of one that an agent gave the memory tool; no spelling leads out of the store. */
export function parseToolPath(text: string): ToolPath {
  const shown = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
  if (!(text === ROOT || text.startsWith(`${ROOT}/`))) {
    return { kind: 'invalid', message: `Path must start with /memories, got: ${shown}` };
  }
  const path = text.slice(ROOT.length).replace(/\/$/u, '');
  if (path === '') return { kind: 'path', path: '/', shown: ROOT };
  if (wouldEscape(path)) return { kind: 'invalid', message: `Path ${shown} would escape /memories directory` };
  const parsed = parseMemoryPath(path);
  if (parsed.kind === 'invalid') return parsed;
  return { kind: 'path', path: parsed.path, shown: toolPathOf(parsed.path) };
}

/** How the tool writes a memory's path. */
export function toolPathOf(path: string): string {
  return `${ROOT}${path}`;
}

/** Whether a part is `..`, also behind backslashes or percent signs, however often they are encoded. */
function wouldEscape(path: string): boolean {
  for (let text = path, next = decode(text); ; text = next, next = decode(text)) {
    if (text.split(/[/\\]/u).includes('..')) return true;
    if (next === text) return false;
  }
}

function decode(text: string): string {
  return text.replace(/%(?:2e|2f|5c|25)/giu, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}
