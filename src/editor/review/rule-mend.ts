import { GATE_RULES } from '../../core/gate/gate-rules.ts';

/** What would change a rule's verdict, in the gate's own words; secrets share one rule whatever their kind. */
export function ruleMend(rule: string): string {
  const family = rule.slice(0, rule.indexOf('.') + 1);
  const documented =
    GATE_RULES.find(({ name }) => name === rule) ?? GATE_RULES.find(({ name }) => name.startsWith(family));
  return documented?.mend ?? 'Edit the text so that the rule no longer fires.';
}
