import { describe, expect, it } from 'vitest';
import { ruleEditFor } from '../../src/core/dream/review/rule-edit.ts';

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
  it('takes the place of a line that forbids what it asks for, though their words are the same', () => {
    const forbids = [{ file: 'AGENTS.md', text: '# Rules\n\n1. Never keep our documentation in the wiki.\n' }];
    expect(ruleEditFor('Keep our documentation in the wiki.', forbids)).toMatchObject({
      line: 2,
      replaces: 1,
      text: '1. Keep our documentation in the wiki.',
    });
  });
  it('takes the place of one sentence of a paragraph with wrapped lines, and keeps the others', () => {
    const wrapped = [
      { file: 'CLAUDE.md', text: '# Rules\n\n- Tests are fast. Use npm\n  for all scripts. Lint last.\n' },
    ];
    expect(ruleEditFor('Use pnpm for all scripts.', wrapped)).toEqual({
      file: 'CLAUDE.md',
      line: 2,
      replaces: 2,
      text: '- Tests are fast. Use pnpm for all scripts. Lint last.',
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
