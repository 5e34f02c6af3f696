import { contentTerms } from '../../src/core/dream/analyze/terms/terms.ts';

/** A proposal matches a rule when they share a command, or when it holds this many of its words of meaning, and this share of the shorter of the two. */
export const SHARED_WORDS = 3;
export const SHARED_SHARE = 0.5;

/** The commands that a text names between backticks, each part of a compound line for itself. */
function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/gu)]
    .flatMap(([, code = '']) => code.split(/\s*(?:&&|;)\s*/u))
    .filter((code) => /^[a-z][\w./-]* [\w:./-]+/u.test(code));
}

/** What a text is about: its words of meaning, and the commands that it names. */
export interface Told {
  readonly terms: ReadonlySet<string>;
  readonly commands: readonly string[];
}

/** Negations say nothing of what a text is about. */
const NEGATION = /^(?:don|doesn|didn|isn|aren|wasn|won|cannot|never|[ts])$/u;

export function told(text: string): Told {
  const terms = contentTerms(text).filter((term) => !NEGATION.test(term));
  return { terms: new Set(terms), commands: commandsIn(text) };
}

/** Enough words in common, or for a rule that is nothing but a command one that both name. */
export function matches(proposal: Told, rule: Told): boolean {
  const shared = [...proposal.terms].filter((term) => rule.terms.has(term)).length;
  const isAlike = shared >= SHARED_WORDS && shared >= SHARED_SHARE * Math.min(proposal.terms.size, rule.terms.size);
  return isAlike || rule.commands.some((command) => proposal.commands.includes(command));
}
