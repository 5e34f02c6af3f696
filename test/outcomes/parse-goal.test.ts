import { describe, expect, test } from 'vitest';
import { parseGoal } from '../../src/core/outcomes/parse-goal.ts';

function goal(text: string) {
  const parsed = parseGoal(text);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.goal;
}

const commands = (text: string): readonly string[] =>
  goal(text).criteria.map((criterion) => (criterion.kind === 'command' ? criterion.command : '(judged)'));

describe('a goal', () => {
  test('has a title, a description and its criteria one by one', () => {
    const text = [
      '# Discounts are right',
      '',
      'Prices of ten and more pieces are wrong.',
      '',
      '## Criteria',
      '- `npm test` passes',
      '- [ ] the README names the new rule',
      '1. no test was weakened',
    ].join('\n');
    expect(goal(text)).toEqual({
      title: 'Discounts are right',
      description: '# Discounts are right\n\nPrices of ten and more pieces are wrong.',
      criteria: [
        { kind: 'command', text: '`npm test` passes', command: 'npm test' },
        { kind: 'judged', text: 'the README names the new rule' },
        { kind: 'judged', text: 'no test was weakened' },
      ],
      rounds: 3,
    });
  });

  test('of one line is its own criterion', () => {
    expect(goal('`npm test` passes')).toMatchObject({ title: '`npm test` passes', rounds: 3 });
    expect(commands('`npm test` passes')).toEqual(['npm test']);
    expect(goal('The start page names the new prices.').criteria).toEqual([
      { kind: 'judged', text: 'The start page names the new prices.' },
    ]);
  });

  test('that is only a list takes its first criterion as title', () => {
    expect(goal('- `make lint` is clean\n- docs are right').title).toBe('`make lint` is clean');
  });

  test.each([
    ['`npm test` passes', 'npm test'],
    ['`mise run lint` is clean', 'mise run lint'],
    ['`make` succeeds', 'make'],
    ['`cargo test -p core` is green', 'cargo test -p core'],
    ['`./check.sh` exits with 0.', './check.sh'],
    ['the linter is clean:\n  ```sh\n  npm run lint\n  npm run typecheck\n  ```', 'npm run lint && npm run typecheck'],
  ])('runs %s', (item, command) => {
    expect(commands(`Goal\n- ${item}`)).toEqual([command]);
  });

  test.each([
    '`npm test` is mentioned in the README',
    'the function `parse` passes its input on',
    '`--force` works, says `git help`',
    'tests pass',
  ])('lets a grader judge "%s"', (item) => {
    expect(commands(`Goal\n- ${item}`)).toEqual(['(judged)']);
  });

  test('keeps the lines that belong to a criterion', () => {
    expect(goal('Goal\n- the README\n  names both rules\n- it is short').criteria.map(({ text }) => text)).toEqual([
      'the README names both rules',
      'it is short',
    ]);
  });

  test('says how often to try, up to 20 times', () => {
    expect(goal('---\nrounds: 20\n---\n- x').rounds).toBe(20);
    for (const rounds of ['0', '21', 'many', '-1', '1.5'])
      expect(parseGoal(`---\nrounds: ${rounds}\n---\n- x`)).toEqual({
        kind: 'invalid',
        message: '"rounds" must be a whole number from 1 to 20.',
      });
  });

  test('that says nothing is told what to write', () => {
    expect(parseGoal('  \n')).toMatchObject({ kind: 'invalid', message: expect.stringContaining('for example') });
    expect(parseGoal('a'.repeat(20_001)).kind).toBe('invalid');
    expect(parseGoal(Array.from({ length: 31 }, (_, index) => `- c${index}`).join('\n')).kind).toBe('invalid');
  });
});
