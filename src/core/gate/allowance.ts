import { wildcardSource } from '../wildcard.ts';

/** A false alarm that a person allowed by pattern, for all that comes. */
export interface Allowance {
  /** Full name of a rule, such as `secret.high-entropy`. */
  readonly rule: string;
  /** The harmless piece of text; `*` stands for any characters but white space. */
  readonly pattern: string;
}

const ABOUT_WORDS = /^(?:secret|personal|injection|security)\./u;
/** A shorter pattern would switch its rule off. */
const FEWEST_LETTERS = 6;

/** Whether a rule can be wrong about a piece of text; what the store can't hold or the constitution forbids is no false alarm. */
export function isAboutWords(rule: string): boolean {
  return ABOUT_WORDS.test(rule);
}

/** Why an allowance can't be made, in one line; null when it can. */
export function allowanceProblem({ rule, pattern }: Allowance): string | null {
  if (!isAboutWords(rule)) return `${rule} can't be allowed by pattern; decide on each proposal.`;
  if (rule.includes('*')) return `Name one rule, not ${rule}.`;
  if (/[\r\n]/u.test(pattern)) return 'A pattern is one line.';
  const letters = pattern.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters >= FEWEST_LETTERS) return null;
  return `The pattern "${pattern}" is too wide: write at least ${FEWEST_LETTERS} letters or digits of what is harmless.`;
}

/** The text with what is allowed for the rule taken out, so that the rule does not see it. */
export function withoutAllowed(text: string, rule: string, allowances: readonly Allowance[]): string {
  return allowances
    .filter((allowance) => allowance.rule === rule)
    .reduce((rest, { pattern }) => rest.replace(expressionOf(pattern), ' '), text);
}

/** Whether all of a found piece is allowed for the rule. */
export function isAllowed(found: string, rule: string, allowances: readonly Allowance[]): boolean {
  return allowances.some((one) => one.rule === rule && withoutAllowed(found, rule, [one]).trim() === '');
}

function expressionOf(pattern: string): RegExp {
  return new RegExp(wildcardSource(pattern, '\\S{0,200}'), 'gu');
}
