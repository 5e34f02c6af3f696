import type { Rewrite } from './edit-difference.ts';

/** What a rewrite comes to, in a form that is the same elsewhere: names taken out, and those put in their place. */
export interface CodeSwap {
  readonly key: string;
  readonly gone: readonly string[];
  readonly came: readonly string[];
  readonly kind: 'swap' | 'removed' | 'comments-removed';
}

const MOST_NAMES = 2;
const COMMENT = /^(?:\/\/|#(?!\[)|\/\*|\*|--|<!--|""")/u;

/** Null where the change is too much its own to come again. */
export function codeSwapOf({ wrote, became }: Rewrite): CodeSwap | null {
  if (became.length === 0 && wrote.every((line) => COMMENT.test(line)))
    return { key: 'comments', gone: [], came: [], kind: 'comments-removed' };
  const [old, now] = [namesIn(wrote), namesIn(became)];
  const gone = [...old].filter((name) => !now.has(name));
  const came = [...now].filter((name) => !old.has(name));
  if (gone.length === 0 || gone.length > MOST_NAMES || came.length > MOST_NAMES) return null;
  if (came.length === 0) {
    // A whole call taken out, such as a leftover print; what it printed differs each time.
    const [name] = gone;
    const isCall = became.length === 0 && name !== undefined && /\./u.test(name);
    return isCall ? { key: `- ${name}`, gone: [name], came, kind: 'removed' } : null;
  }
  const key = `${gone.toSorted().join(' ')} → ${came.toSorted().join(' ')}`;
  return { key, gone, came, kind: 'swap' };
}

/** Names as they are called, with what they belong to: `fmt.Println`, `interface{}`, `var`. */
function namesIn(lines: readonly string[]): ReadonlySet<string> {
  const code = lines
    .join('\n')
    .replace(/(["'`])(?:\\.|(?!\1)[^\\\n])*\1/gu, '""')
    .replace(/(?:\/\/|\s#\s).*$/gmu, '');
  return new Set(code.match(/[\p{L}_$][\w$]*(?:\.[\p{L}_$][\w$]*)*(?:\{\})?!?/gu) ?? []);
}
