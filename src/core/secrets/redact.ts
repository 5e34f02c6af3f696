import { CONTEXT_RULES } from './context-rules.ts';
import { findNamedValues } from './named-values.ts';
import { prefixTree } from './prefix-tree.ts';
import type { SecretHit, SecretRule } from './secret-rule.ts';
import { TOKEN_RULES } from './token-rules.ts';

export interface Redaction {
  readonly text: string;
  /** The kind of each secret, never the secret itself. */
  readonly found: readonly string[];
}

interface Scan {
  readonly starts: RegExp;
  /** By the plain character that a start begins with. */
  readonly rules: ReadonlyMap<string, readonly SecretRule[]>;
}

function makeScan(rules: readonly SecretRule[], boundary: string): Scan {
  const starts = rules.flatMap((rule) => rule.starts);
  const groups = new Map<string, Set<SecretRule>>();
  for (const rule of rules) {
    for (const start of rule.starts) {
      const character = start.replace(/^\\/u, '').charAt(0);
      groups.set(character, (groups.get(character) ?? new Set()).add(rule));
    }
  }
  return {
    starts: new RegExp(boundary + prefixTree(starts), 'gu'),
    rules: new Map([...groups].map(([character, group]) => [character, [...group]])),
  };
}

const SCANS: readonly Scan[] = [makeScan(TOKEN_RULES, String.raw`\b`), makeScan(CONTEXT_RULES, '')];

function tryRules(rules: readonly SecretRule[], text: string, index: number): SecretHit | null {
  for (const rule of rules) {
    rule.pattern.lastIndex = index;
    const match = rule.pattern.exec(text);
    if (match === null) continue;
    const [start, end] = match.indices?.groups?.['secret'] ?? [
      index - (match.groups?.['before']?.length ?? 0),
      index + match[0].length,
    ];
    if (rule.accepts(text.slice(start, end))) return { kind: rule.kind, start, end };
  }
  return null;
}

function findTokens(scan: Scan, text: string): readonly SecretHit[] {
  const hits: SecretHit[] = [];
  scan.starts.lastIndex = 0;
  for (let match = scan.starts.exec(text); match !== null; match = scan.starts.exec(text)) {
    const hit = tryRules(scan.rules.get(match[0].charAt(0)) ?? [], text, match.index);
    if (hit !== null) hits.push(hit);
    // A secret may stand behind its beginning, with others in between.
    const isAhead = hit !== null && hit.start > match.index;
    scan.starts.lastIndex = hit === null || isAhead ? match.index + 1 : Math.max(hit.end, match.index + 1);
  }
  return withoutOverlaps(hits);
}

/** In order; of two that overlap the one that starts first stays. */
function withoutOverlaps(hits: readonly SecretHit[]): readonly SecretHit[] {
  let end = 0;
  return hits
    .toSorted((left, right) => left.start - right.start)
    .filter((hit) => {
      if (hit.start < end) return false;
      end = hit.end;
      return true;
    });
}

/** Both lists in order; of two that overlap the one in `preferred` stays. Each list is sorted and free of overlaps. */
function merge(preferred: readonly SecretHit[], others: readonly SecretHit[]): readonly SecretHit[] {
  if (others.length === 0) return preferred;
  const merged: SecretHit[] = [];
  let next = 0;
  for (const hit of others) {
    for (let one = preferred[next]; one !== undefined && one.end <= hit.start; one = preferred[++next])
      merged.push(one);
    const following = preferred[next];
    if (following === undefined || hit.end <= following.start) merged.push(hit);
  }
  return [...merged, ...preferred.slice(next)];
}

/** Where `text` holds secrets, in order, without overlaps; a token of telling shape wins over a named value. */
export function findSecrets(text: string): readonly SecretHit[] {
  return SCANS.map((scan) => findTokens(scan, text))
    .concat([findNamedValues(text)])
    .reduce(merge);
}

/** Replacing one secret can lay another bare, rarely more than once. */
const MOST_PASSES = 8;

function replaceHits(text: string, hits: readonly SecretHit[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const hit of hits) {
    pieces.push(text.slice(end, hit.start), `[redacted:${hit.kind}]`);
    end = hit.end;
  }
  return pieces.join('') + text.slice(end);
}

/**
 * Replaces each secret by `[redacted:<kind>]`. Linear in the length of `text`; redacting twice changes nothing more.
 */
export function redact(text: string, isHarmless: (kind: string, secret: string) => boolean = () => false): Redaction {
  const found: string[] = [];
  let redacted = text;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const hits = findSecrets(redacted).filter(({ kind, start, end }) => !isHarmless(kind, redacted.slice(start, end)));
    if (hits.length === 0) break;
    found.push(...hits.map((hit) => hit.kind));
    redacted = replaceHits(redacted, hits);
  }
  return { text: redacted, found };
}
