import { describe, expect, it } from 'vitest';
import { BUILT_IN_CONSTITUTION, tighten } from '../../src/core/dream/constitution/constitution.ts';
import { parseConstitution } from '../../src/core/dream/constitution/parse-constitution.ts';
import { PRESET_NAMES, presetOf } from '../../src/core/dream/constitution/presets.ts';
import { gate, gatePersonal } from '../../src/core/dream/gate.ts';
import { approvalFault, needsSecond } from '../../src/core/dream/review/approval-rights.ts';
import { reviewItem } from '../../src/core/dream/review/review-item.ts';
import type { Sensitivity } from '../../src/core/dreamwright.ts';
import { buildContext, buildCreation } from './builders.ts';

const TEXT = `
## Levels
- /ci/: cautious
- /notes/: autonomous
- /notes: bold

## Rules
- personal.* below /crm/: refuse
- security.tls-off: refuse
- evidence.thin: allow

## Thresholds
- statements: 4
- failures below /ci/: 5 sessions
- instructions below /style/: 2
- mistakes: 3

## Personal data
- mask
- hide

## Presets
- privacy
- secrecy

## Allowed
- personal.email: *@contoso.com
- personal.email: *
- all
`;

const parsed = parseConstitution(TEXT);
const constitution = tighten(BUILT_IN_CONSTITUTION, { ...parsed.addition });
const context = (sensitivity: Sensitivity = 'balanced') => buildContext([], { sensitivity, constitution });
const at = (path: string, text: string, support = {}) => buildCreation(text, { path, support }, { path });

describe('a constitution', () => {
  it('sets levels, rules and thresholds by path, presets, personal data and what is allowed', () => {
    expect(parsed.addition.levels).toEqual([
      { prefix: '/ci/', level: 'cautious' },
      { prefix: '/notes/', level: 'autonomous' },
    ]);
    expect(parsed.addition.rules).toEqual([
      { rule: 'personal.*', prefix: '/crm/', effect: 'refuse' },
      { rule: 'security.tls-off', prefix: '/', effect: 'refuse' },
      ...(presetOf('privacy').addition.rules ?? []),
    ]);
    expect(parsed.addition.thresholds).toEqual([
      { name: 'statements', prefix: '/', sessions: 4 },
      { name: 'failures', prefix: '/ci/', sessions: 5 },
      { name: 'instructions', prefix: '/style/', sessions: 2 },
    ]);
    expect(parsed.personalData).toBe('refuse');
    expect(parsed.allowances).toEqual([{ rule: 'personal.email', pattern: '*@contoso.com' }]);
  });

  it('says which of these lines it can’t read, with the mend', () => {
    expect(parsed.problems.map((problem) => problem.split('"')[1])).toEqual([
      'secrecy',
      '/notes: bold',
      'evidence.thin: allow',
      'mistakes: 3',
      'hide',
      '*',
      'all',
    ]);
  });
});

describe('below a path', () => {
  it('a stricter level holds what would pass, and a laxer one changes nothing', () => {
    expect(gate(at('/style/a.md', 'Use tabs.', { independentSessions: 2 }), context()).verdict.verdict).toBe('auto');
    expect(gate(at('/ci/a.md', 'Use tabs.'), context()).verdict.hits).toMatchObject([{ rule: 'sensitivity.cautious' }]);
    expect(gate(at('/notes/a.md', 'Use tabs.'), context('cautious')).verdict.verdict).toBe('review');
  });

  it('a threshold takes more sessions than the level does', () => {
    const said = { isExplicitInstruction: false, independentSessions: 3 };
    expect(gate(at('/a.md', 'Use tabs.', said), buildContext()).verdict.verdict).toBe('auto');
    expect(gate(at('/a.md', 'Use tabs.', said), context()).verdict.hits).toMatchObject([
      { rule: 'evidence.thin', detail: expect.stringContaining('3 of 4 sessions') },
    ]);
    expect(gate(at('/style/a.md', 'Use tabs.'), context()).verdict.hits).toMatchObject([
      { rule: 'evidence.thin', detail: expect.stringContaining('1 of 2 sessions') },
    ]);
    const failed = { isExplicitInstruction: false, failedSessions: 4, passedSessions: 2, isDeclaredCommand: true };
    const procedure = (path: string) =>
      buildCreation('Run `make`.', { path, origin: 'assistant', support: failed }, { path, kind: 'procedure' });
    expect(gate(procedure('/build/a.md'), context()).verdict.verdict).toBe('auto');
    expect(gate(procedure('/ci/a.md'), context('autonomous')).verdict.verdict).toBe('review');
  });

  it('a rule refuses, for a dream and for a person’s own save', () => {
    const proposal = at('/crm/a.md', 'Ask jane.doe@contoso.com for access.');
    expect(gate(proposal, buildContext()).verdict.verdict).toBe('review');
    expect(gate(proposal, context()).verdict.verdict).toBe('refuse');
    expect(gatePersonal(proposal, buildContext()).verdict.verdict).toBe('auto');
    expect(gatePersonal(proposal, context()).verdict.verdict).toBe('refuse');
  });
});

describe('presets', () => {
  it.each(PRESET_NAMES)('%s only adds to the built-in constitution', (name) => {
    const strict = tighten(BUILT_IN_CONSTITUTION, presetOf(name).addition);
    for (const text of ['Use tabs.', 'Mail jane.doe@contoso.com.', 'Commit with --no-verify.']) {
      const order = ['auto', 'review', 'refuse'];
      const before = gate(buildCreation(text), buildContext()).verdict.verdict;
      const after = gate(buildCreation(text), buildContext([], { constitution: strict })).verdict.verdict;
      expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before));
    }
    expect(approvalFault(buildCreation('Use tabs.'), 'ann', strict)).toBeNull();
  });

  it('regulated refuses what weakens security and takes two people where it counts', () => {
    const strict = tighten(BUILT_IN_CONSTITUTION, presetOf('regulated').addition);
    const judged = (text: string, path = '/notes/a.md') =>
      gate(buildCreation(text, { path }, { path }), buildContext([], { constitution: strict })).verdict;
    expect(judged('Commit with --no-verify.').verdict).toBe('refuse');
    expect(judged('Use tabs.').verdict).toBe('review');
    const audit = buildCreation('Use tabs.', { path: '/audit/a.md' }, { path: '/audit/a.md' });
    expect(needsSecond(reviewItem(audit, judged('Use tabs.', '/audit/a.md')), 'ann', strict)).toBe(true);
  });
});
