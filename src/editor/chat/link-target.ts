/** Where a link in a message leads. */
export type LinkTarget =
  | { readonly kind: 'web'; readonly address: string }
  | { readonly kind: 'memory'; readonly memory: string }
  /** A folder of memories. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'session'; readonly session: string; readonly event: string }
  /** Relative to a workspace folder and inside it; the line is one-based. */
  | { readonly kind: 'file'; readonly path: string; readonly line: number | null }
  | { readonly kind: 'unsafe' };

const WEB_SCHEMES = new Set(['http', 'https', 'mailto']);
const SCHEME = /^(?<scheme>[a-z][a-z\d+.-]*):(?<rest>.*)$/isu;

/** What a link's text asks for; whatever is not known to be safe is `unsafe`. */
export function parseLinkTarget(target: string): LinkTarget {
  const parts = SCHEME.exec(target)?.groups;
  const scheme = parts?.['scheme']?.toLowerCase();
  const rest = parts?.['rest'] ?? '';
  try {
    if (scheme === undefined) return fileTarget(target);
    if (WEB_SCHEMES.has(scheme)) return URL.canParse(target) ? { kind: 'web', address: target } : { kind: 'unsafe' };
    switch (scheme) {
      case 'memory':
        return { kind: 'memory', memory: decodeURIComponent(rest) };
      case 'folder':
        return { kind: 'folder', path: decodeURIComponent(rest) };
      case 'session': {
        const [session = '', event = ''] = rest.split('/').map(decodeURIComponent);
        return { kind: 'session', session, event };
      }
      case 'file':
        return fileTarget(rest);
      default:
        return { kind: 'unsafe' };
    }
  } catch {
    // Malformed percent-encoding.
    return { kind: 'unsafe' };
  }
}

function fileTarget(target: string): LinkTarget {
  const [encoded = '', fragment = ''] = target.split('#');
  const path = decodeURIComponent(encoded).replace(/:(?<line>\d+)$/u, '');
  const isInside = path !== '' && !/^[/\\]|^[a-z]:|[\\\0]/iu.test(path) && !path.split('/').includes('..');
  if (!isInside) return { kind: 'unsafe' };
  const line = /^L(?<line>\d+)/u.exec(fragment)?.groups?.['line'] ?? /:(?<line>\d+)$/u.exec(encoded)?.groups?.['line'];
  return { kind: 'file', path: path.replace(/^\.\//u, ''), line: line === undefined ? null : Number(line) };
}
