import { CONTEXT_RULES } from './context-rules.ts';
import { findByLint } from './find-by-lint.ts';
import { LINT_RULES } from './lint-rules.ts';
import { findNamedValues } from './named-values.ts';
import { makeScan, type Scan, scan } from './scan.ts';
import type { SecretHit } from './secret-rule.ts';
import { TOKEN_RULES } from './token-rules.ts';

export interface Redaction {
  readonly text: string;
  /** The kind of each secret, never the secret itself. */
  readonly found: readonly string[];
}

const SCANS: readonly Scan[] = [
  makeScan(TOKEN_RULES, { boundary: String.raw`\b`, lint: LINT_RULES.map((rule) => [rule, rule.starts]) }),
  makeScan(CONTEXT_RULES, { boundary: '', lint: LINT_RULES.map((rule) => [rule, rule.inside]) }),
];

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

/**
 * Where `text` holds secrets, in order, without overlaps. A token of telling shape wins over what secretlint finds, whose
 * ranges are wider, and that over a named value.
 */
export function findSecrets(text: string): readonly SecretHit[] {
  const scanned = SCANS.map((pass) => scan(pass, text));
  const hinted = new Set(scanned.flatMap((one) => one.hinted));
  return [
    ...scanned.map(({ hits }) => withoutOverlaps(hits)),
    ...[...hinted].map((rule) => withoutOverlaps(findByLint(rule, text))),
    findNamedValues(text),
  ].reduce(merge);
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
