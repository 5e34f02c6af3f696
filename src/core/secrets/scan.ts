import type { LintRule } from './lint-rules.ts';
import { prefixTree } from './prefix-tree.ts';
import type { SecretHit, SecretRule } from './secret-rule.ts';

/** Where it matches, a rule of secretlint is worth asking. */
interface Hint {
  readonly rule: LintRule;
  readonly pattern: RegExp;
}

/** One pass over a text, stopping wherever one of the rules may find something. */
export interface Scan {
  readonly starts: RegExp;
  /** By the plain character that a start begins with. */
  readonly rules: ReadonlyMap<string, readonly SecretRule[]>;
  readonly hints: readonly Hint[];
}

export interface Scanned {
  /** In the order of the text; they may overlap. */
  readonly hits: readonly SecretHit[];
  readonly hinted: readonly LintRule[];
}

/** `lint` gives the starts of a rule of secretlint that are looked for in this pass. */
export function makeScan(
  rules: readonly SecretRule[],
  { boundary, lint }: { readonly boundary: string; readonly lint: readonly (readonly [LintRule, readonly string[]])[] },
): Scan {
  const groups = new Map<string, Set<SecretRule>>();
  for (const rule of rules) {
    for (const start of rule.starts) {
      const character = start.replace(/^\\/u, '').charAt(0);
      groups.set(character, (groups.get(character) ?? new Set()).add(rule));
    }
  }
  const starts = [...rules.flatMap((rule) => rule.starts), ...lint.flatMap(([, ofRule]) => ofRule)];
  return {
    starts: new RegExp(boundary + prefixTree(starts), 'gu'),
    rules: new Map([...groups].map(([character, group]) => [character, [...group]])),
    hints: lint
      .filter(([, ofRule]) => ofRule.length > 0)
      .map(([rule, ofRule]) => ({ rule, pattern: new RegExp(prefixTree(ofRule), 'uy') })),
  };
}

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

function isHinted({ pattern }: Hint, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}

export function scan({ starts, rules, hints }: Scan, text: string): Scanned {
  const hits: SecretHit[] = [];
  const hinted = new Set<LintRule>();
  starts.lastIndex = 0;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const { index } = match;
    for (const hint of hints) if (isHinted(hint, text, index)) hinted.add(hint.rule);
    const hit = tryRules(rules.get(match[0].charAt(0)) ?? [], text, index);
    if (hit !== null) hits.push(hit);
    // A secret may stand behind its beginning, with others in between.
    const isAhead = hit !== null && hit.start > index;
    starts.lastIndex = hit === null || isAhead ? index + 1 : Math.max(hit.end, index + 1);
  }
  return { hits, hinted: [...hinted] };
}
