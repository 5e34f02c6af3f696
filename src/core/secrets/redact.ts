import { CONTEXT_RULES } from './context-rules.ts';
import { findNamedValues } from './named-values.ts';
import type { SecretHit, SecretRule } from './secret-rule.ts';
import { VENDOR_RULES } from './vendor-rules.ts';

export interface Redaction {
  readonly text: string;
  /** In the order of the text that was given; places and kinds, never the secrets themselves. */
  readonly found: readonly SecretHit[];
}

function groupByStart(rules: readonly SecretRule[]): ReadonlyMap<string, readonly SecretRule[]> {
  const groups = new Map<string, SecretRule[]>();
  for (const rule of rules) {
    for (const start of rule.starts) {
      const group = groups.get(start);
      if (group === undefined) groups.set(start, [rule]);
      else group.push(rule);
    }
  }
  return groups;
}

const RULES_BY_START = groupByStart([...VENDOR_RULES, ...CONTEXT_RULES]);

/** Finds any literal that a rule starts with; longer ones first, so that the telling one wins. */
const STARTS = new RegExp(
  [...RULES_BY_START.keys()]
    .sort((a, b) => b.length - a.length)
    .map((start) => start.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&'))
    .join('|'),
  'g',
);

function tryRules(text: string, start: string, index: number): SecretHit | null {
  for (const rule of RULES_BY_START.get(start) ?? []) {
    rule.pattern.lastIndex = index;
    const match = rule.pattern.exec(text);
    if (match === null) continue;
    const span = match.indices?.groups?.['secret'];
    const hit =
      span === undefined
        ? { kind: rule.kind, start: index - (match.groups?.['before']?.length ?? 0), end: index + match[0].length }
        : { kind: rule.kind, start: span[0], end: span[1] };
    if (rule.accepts(text.slice(hit.start, hit.end))) return hit;
  }
  return null;
}

function findTokens(text: string): SecretHit[] {
  const hits: SecretHit[] = [];
  STARTS.lastIndex = 0;
  for (let match = STARTS.exec(text); match !== null; match = STARTS.exec(text)) {
    const hit = tryRules(text, match[0], match.index);
    if (hit !== null) hits.push(hit);
    STARTS.lastIndex = hit === null ? match.index + 1 : hit.end;
  }
  return hits;
}

/** Where `text` holds secrets, in order, without overlaps; a token of telling shape wins over a named value. */
export function findSecrets(text: string): readonly SecretHit[] {
  const tokens = findTokens(text);
  const named = findNamedValues(text).filter(
    (hit) => !tokens.some((token) => token.start < hit.end && hit.start < token.end),
  );
  return [...tokens, ...named].sort((a, b) => a.start - b.start);
}

/**
 * Replaces each secret by `[redacted:<kind>]`. Linear in the length of `text`; redacting twice changes nothing more.
 */
export function redact(text: string): Redaction {
  const found = findSecrets(text);
  if (found.length === 0) return { text, found };
  let redacted = '';
  let end = 0;
  for (const hit of found) {
    redacted += `${text.slice(end, hit.start)}[redacted:${hit.kind}]`;
    end = hit.end;
  }
  return { text: redacted + text.slice(end), found };
}
