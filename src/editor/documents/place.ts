import { assertNever } from '../../core/assert-never.ts';

export const SCHEME = 'dreamwright';

/** What a document of the `dreamwright:` file system shows. */
export type Place =
  /** A memory as a person's document; `path` is the memory's own, such as `/testing/lint.md`. */
  | { readonly kind: 'memory'; readonly path: string }
  /** A folder of memories as a whole; `/` for all. */
  | { readonly kind: 'folder'; readonly path: string }
  /** The memory as it stands, beside a proposal. */
  | { readonly kind: 'now'; readonly proposal: string; readonly name: string }
  | { readonly kind: 'proposed'; readonly proposal: string; readonly name: string }
  | { readonly kind: 'version'; readonly memory: string; readonly version: string; readonly name: string }
  | { readonly kind: 'session'; readonly session: string }
  | { readonly kind: 'dream'; readonly dream: string }
  | { readonly kind: 'knowledge' }
  | { readonly kind: 'outcomes' };

/** What the tab of a folder is called. */
const FOLDER_NAME = '/summary.md';

/** The path of the place's URI, decoded. */
export function formatPlace(place: Place): string {
  switch (place.kind) {
    case 'memory':
      return `/memory${place.path}`;
    case 'folder':
      return `/folder${place.path === '/' ? '' : place.path}${FOLDER_NAME}`;
    case 'now':
    case 'proposed':
      return `/${place.kind}/${encodeSegment(place.proposal)}/${encodeSegment(place.name)}`;
    case 'version':
      return `/version/${encodeSegment(place.memory)}/${encodeSegment(place.version)}/${encodeSegment(place.name)}`;
    case 'session':
      return `/session/${encodeSegment(place.session)}.md`;
    case 'dream':
      return `/dream/${encodeSegment(place.dream)}/dream-report.md`;
    case 'knowledge':
      return '/knowledge.md';
    case 'outcomes':
      return '/outcomes.md';
    default:
      return assertNever(place);
  }
}

/** The place that a URI's decoded path names, or null when it names none. */
export function parsePlace(path: string): Place | null {
  if (path === '/knowledge.md') return { kind: 'knowledge' };
  if (path === '/outcomes.md') return { kind: 'outcomes' };
  const [, kind = '', ...segments] = path.split('/');
  if (kind === 'memory') {
    const memory = path.slice('/memory'.length);
    return memory.length > 1 ? { kind, path: memory } : null;
  }
  if (kind === 'folder' && path.endsWith(FOLDER_NAME)) {
    return { kind, path: path.slice('/folder'.length, -FOLDER_NAME.length) || '/' };
  }
  const [first, second, third, ...rest] = segments.map(decodeSegment);
  if (rest.length > 0) return null;
  switch (kind) {
    case 'now':
    case 'proposed':
      return first && second && third === undefined ? { kind, proposal: first, name: second } : null;
    case 'version':
      return first && second && third ? { kind, memory: first, version: second, name: third } : null;
    case 'dream':
      return first && second === 'dream-report.md' && third === undefined ? { kind, dream: first } : null;
    case 'session': {
      const id = first?.endsWith('.md') ? first.slice(0, -'.md'.length) : '';
      return id === '' || second !== undefined ? null : { kind, session: id };
    }
    default:
      return null;
  }
}

/** The last segment of a memory's path: what a tab is called. */
export function placeName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || 'memory.md';
}

/** Only what would break a path apart is encoded, so that names stay readable in tabs. */
function encodeSegment(name: string): string {
  return name.replace(/[%/\\?#]/gu, encodeURIComponent).replace(/^\.+$/u, (dots) => '%2E'.repeat(dots.length));
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
