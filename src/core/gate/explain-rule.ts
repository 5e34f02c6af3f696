import { GATE_RULES } from './gate-rules.ts';

/** One line for the tree, the diff and the hover: what the rule means, and what would change its verdict. */
export function explainRule(name: string): string {
  const family = `${name.split('.', 1)[0] ?? name}.*`;
  const rule = GATE_RULES.find((one) => one.name === name) ?? GATE_RULES.find((one) => one.name === family);
  return rule === undefined ? 'A person decides.' : `${rule.meaning} ${rule.mend}`;
}
