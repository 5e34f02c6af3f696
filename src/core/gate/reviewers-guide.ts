import { GATE_RULES } from './gate-rules.ts';
import type { RuleDocumentation } from './rule.ts';

const FAMILIES: readonly (readonly [family: string, title: string])[] = [
  ['secret', 'Secrets'],
  ['personal', 'Personal data'],
  ['origin', 'Whose words'],
  ['injection', 'Instructions in disguise'],
  ['security', 'Advice that weakens security'],
  ['semantic', 'What the edit does'],
  ['evidence', 'What it rests on'],
  ['constitution', 'The constitution'],
  ['size', 'The dream as a whole'],
  ['store', 'What the store can hold'],
  ['sensitivity', 'The level'],
];

const OPENING = `# Reviewing what dreams propose

Dreamwright asks before it deletes, contradicts a person, or trusts what a tool said. Open a proposal, read the diff as a rule
that every later session will be given, and look at its evidence: it is quoted word for word. Approve what is true and
useful, edit what is nearly so, reject the rest with a reason; it is not proposed again without new evidence.

A proposal may be held by several of these rules. Refused ones can't be approved: edit them, or allow the rule where it is
wrong (*Allow This Rule…*). Your decision, and that you made it, is kept in the journal.
`;

/** The page for reviewers in Markdown, from what each rule says of itself. */
export function reviewersGuide(): string {
  const sections = FAMILIES.flatMap(([family, title]) => {
    const rules = GATE_RULES.filter(({ name }) => name.startsWith(`${family}.`));
    return rules.length === 0 ? [] : [`## ${title}\n\n${table(rules)}`];
  });
  return `${[OPENING, ...sections].join('\n')}`;
}

function table(rules: readonly RuleDocumentation[]): string {
  const rows = rules.map(({ name, meaning, mend, example }) =>
    ['', `\`${name}\``, cell(meaning), cell(mend), cell(example), ''].join(' | ').trim(),
  );
  return `${['| rule | it means | what to do | for example |', '| --- | --- | --- | --- |', ...rows].join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
