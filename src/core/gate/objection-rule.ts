import type { RuleDocumentation } from './rule.ts';

export const OBJECTION_RULE: RuleDocumentation = {
  name: 'constitution.objection',
  meaning: 'A model that was asked to judge holds it against a principle of the constitution.',
  mend: 'Read the principle that is named; approve it if it does not speak of this.',
  example: 'a rule that keeps less of a hedge than its evidence',
};
