import type { Constitution, ThresholdName } from '../dream/constitution/constitution.ts';
import type { RuleHit } from '../dream/verdict.ts';
import type { Sensitivity } from '../dreamwright.ts';

const STRICTNESS: Readonly<Record<Sensitivity, number>> = { autonomous: 0, balanced: 1, cautious: 2 };

/** The strictest of the chosen level and those that the constitution sets for any of the paths. */
export function levelAt(chosen: Sensitivity, paths: readonly string[], { levels }: Constitution): Sensitivity {
  return levels
    .filter(({ prefix }) => isBelow(prefix, paths))
    .reduce<Sensitivity>(
      (strictest, { level }) => (STRICTNESS[level] > STRICTNESS[strictest] ? level : strictest),
      chosen,
    );
}

/** How many sessions the constitution wants at least; 0 where it says nothing of these paths. */
export function leastSessions(name: ThresholdName, paths: readonly string[], { thresholds }: Constitution): number {
  const own = thresholds.filter((one) => one.name === name && isBelow(one.prefix, paths));
  return Math.max(0, ...own.map(({ sessions }) => sessions));
}

/** The hit, refusing where the constitution lets its rule refuse for any of the paths. */
export function tightenHit(hit: RuleHit, paths: readonly string[], { rules }: Constitution): RuleHit {
  const refuses = rules.some(
    ({ rule, prefix, effect }) => effect === 'refuse' && covers(rule, hit.rule) && isBelow(prefix, paths),
  );
  return refuses ? { ...hit, effect: 'refuse' } : hit;
}

/** `personal.*` covers the family, `personal.email` one rule. */
function covers(pattern: string, rule: string): boolean {
  return pattern === rule || (pattern.endsWith('.*') && rule.startsWith(pattern.slice(0, -1)));
}

function isBelow(prefix: string, paths: readonly string[]): boolean {
  return paths.some((path) => path.startsWith(prefix));
}
