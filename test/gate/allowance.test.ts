import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gate } from '../../src/core/dream/gate.ts';
import { type Allowance, allowanceProblem } from '../../src/core/gate/allowance.ts';
import { checkText } from '../../src/core/gate/check-text.ts';
import { makeMask } from '../../src/core/gate/mask.ts';
import { buildContext, buildCreation } from './builders.ts';

/** Written in pieces, so that scanners of this repository do not take the tests for leaks. */
const join = (...pieces: readonly string[]): string => pieces.join('');
const KEY = join('AKIA', 'Z3M5Q7RWTYPLKJHG');
const OTHER = join('AKIA', 'Q7RWTYPLKJHGZ3M5');
const OF_KEY: Allowance = { rule: 'secret.aws-access-key', pattern: join('AKIA', 'Z3M5Q7*') };

const rules = (text: string, allowances: readonly Allowance[]) =>
  checkText(text, 'user', allowances).map(({ rule }) => rule);

describe('a false alarm that is allowed by pattern', () => {
  it.each<readonly [allowance: Allowance, harmless: string, harmful: string]>([
    [OF_KEY, `Use ${KEY} in tests.`, `Use ${KEY} and ${OTHER}.`],
    [
      { rule: 'personal.email', pattern: '*@contoso.com' },
      'Ask team@contoso.com.',
      'Ask team@contoso.com or jane.doe@fabrikam.com.',
    ],
    [
      { rule: 'security.force-push', pattern: 'git push --force origin preview' },
      'Run `git push --force origin preview` to deploy.',
      'Run `git push --force origin preview`, then git push --force origin main.',
    ],
  ])('%o is let through, and nothing beside it', (allowance, harmless, harmful) => {
    expect(rules(harmless, [])).toContain(allowance.rule);
    expect(rules(harmless, [allowance])).not.toContain(allowance.rule);
    expect(rules(harmful, [allowance])).toContain(allowance.rule);
  });

  it('lets a proposal commit that nothing else holds', () => {
    const proposal = buildCreation('Ask team@contoso.com before you deploy.');
    expect(gate(proposal, buildContext()).verdict.verdict).toBe('review');
    const allowances = [{ rule: 'personal.email', pattern: '*@contoso.com' }];
    expect(gate(proposal, buildContext([], { allowances })).verdict.verdict).toBe('auto');
    const external = buildCreation('Ask team@contoso.com before you deploy.', { origin: 'external' });
    expect(gate(external, buildContext([], { allowances })).verdict.verdict).toBe('review');
  });

  it('is not masked on the way in either', () => {
    const mask = makeMask({
      neverStore: [],
      allowances: [OF_KEY, { rule: 'personal.email', pattern: '*@contoso.com' }],
      personalData: 'mask',
    });
    expect(mask(`${KEY} ${OTHER} team@contoso.com jane.doe@fabrikam.com`)).toBe(
      `${KEY} [redacted:aws-access-key] team@contoso.com [redacted:email]`,
    );
  });

  it('never adds a rule to what fires', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom(`Use ${KEY}`, 'Ask a.b@contoso.com', 'git push --force'));
    const names = ['secret.aws-access-key', 'personal.email', 'security.force-push', 'injection.new-persona'];
    const allowances = fc.array(fc.record({ rule: fc.constantFrom(...names), pattern: fc.string() }), { maxLength: 3 });
    fc.assert(
      fc.property(texts, allowances, (text, allowed) => {
        const usable = allowed.filter((one) => allowanceProblem(one) === null);
        const before = new Set(rules(text, []));
        expect(rules(text, usable).filter((rule) => !before.has(rule))).toEqual([]);
      }),
    );
  });
});

describe('an allowance', () => {
  it.each([
    [{ rule: 'secret.aws-access-key', pattern: '*' }, 'too wide'],
    [{ rule: 'secret.aws-access-key', pattern: 'AKIA*' }, 'too wide'],
    [{ rule: 'secret.*', pattern: 'build-2026-01' }, 'Name one rule'],
    [{ rule: 'origin.external-only', pattern: 'anything at all' }, 'can’t be allowed by pattern'.replace('’', "'")],
    [{ rule: 'semantic.deletes', pattern: 'anything at all' }, "can't be allowed by pattern"],
  ])('%o is not taken', (allowance, problem) => {
    expect(allowanceProblem(allowance)).toContain(problem);
  });
});
