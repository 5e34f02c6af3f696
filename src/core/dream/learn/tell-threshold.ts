import { DECISIONS_COUNT_DAYS, type MovedThreshold, type ThresholdName } from './learned-thresholds.ts';

const SUPPORTS: Readonly<Record<string, string>> = {
  'support.instruction': 'A standing instruction commits by itself',
  'support.statements': 'What a person said more than once commits by itself',
  'support.failures': 'A procedure against a failure commits by itself',
};
const WAITING: Readonly<Record<string, string>> = {
  'support.merge': 'Merges wait for you',
  'support.supersede': 'Replacements by a later statement wait for you',
};

/** One sentence for the report, the picker and the terminal, without its end: what holds now. */
export function tellThreshold({ name, value }: MovedThreshold): string {
  const waiting = WAITING[name];
  if (waiting !== undefined) return waiting;
  const support = SUPPORTS[name];
  if (support !== undefined) return `${support} with ${value} more ${value === 1 ? 'session' : 'sessions'} than usual`;
  return `Findings of the kind ${kindOf(name)} are proposed above a score of ${value.toFixed(2)}`;
}

/** Why it holds. */
export function tellDecisions({ declined, approved }: MovedThreshold): string {
  return `${declined} declined and ${approved} approved in ${DECISIONS_COUNT_DAYS} days`;
}

function kindOf(name: ThresholdName): string {
  return name.slice('finding.'.length);
}
