import { describe, expect, it } from 'vitest';
import { ruleEditFor } from '../../src/core/dream/rule-edit.ts';

const rules = [{ file: 'CLAUDE.md', text: '# Rules\n\n- Use npm for all scripts.\n- Indent with 2 spaces.\n' }];

describe('an edit of the rule file', () => {
  it('takes the place of the line that says the opposite', () => {
    expect(ruleEditFor('Use pnpm for all scripts.\n\nSaid on 2 February 2026.', rules)).toEqual({
      file: 'CLAUDE.md',
      line: 2,
      replaces: 1,
      text: '- Use pnpm for all scripts.',
    });
  });
  it('stands below what is there where no line says the opposite', () => {
    expect(ruleEditFor('Start a branch before the first edit.', rules)).toEqual({
      file: 'CLAUDE.md',
      line: 4,
      replaces: 0,
      text: '- Start a branch before the first edit.\n',
    });
  });
  it('is none where a rule says it already, or no rule file is there', () => {
    expect(ruleEditFor('Indent with 2 spaces.', rules)).toBeNull();
    expect(ruleEditFor('Start a branch before the first edit.', [])).toBeNull();
  });
});
