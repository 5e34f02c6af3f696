import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_CONSTITUTION, constitutionHash, tighten } from '../../src/core/dream/constitution/constitution.ts';
import { parseConstitution } from '../../src/core/dream/constitution/parse-constitution.ts';
import { gate, gatePersonal } from '../../src/core/dream/gate.ts';
import { gateDream } from '../../src/core/dream/gate-dream.ts';
import { addObjections, type Objection } from '../../src/core/dream/judge/objections.ts';
import { approvalFault, needsSecond } from '../../src/core/dream/review/approval-rights.ts';
import { reviewItem } from '../../src/core/dream/review/review-item.ts';
import type { Verdict } from '../../src/core/dream/verdict.ts';
import { ORIGINS } from '../../src/core/origin.ts';
import { buildContext, buildCreation, NOW } from './builders.ts';

const TEXT = `# How we keep memories
- Say where a number comes from.

## Protected paths
- /billing/
- \`/legal/\`
- billing

## Protected topics
- payroll

## Never store
- Project Bluebird

## Approvers
- /billing/: ann, bob
- nobody

## Two approvers
- /legal/

## Retention
- sessions: 90 days
- memories: never

## Notes
* Prefer short memories.
`;

const STRICTNESS = { auto: 0, review: 1, refuse: 2 } as const;
const strictness = ({ verdict }: Verdict): number => STRICTNESS[verdict];

describe('a constitution in Markdown', () => {
  it('gives principles, and what the gate reads by machine', () => {
    const { addition, keepSessionsDays } = parseConstitution(TEXT);
    expect(addition).toEqual({
      principles: ['Say where a number comes from.', 'Prefer short memories.'],
      protectedPaths: ['/billing/', '/legal/'],
      protectedTopics: ['payroll'],
      neverStore: ['Project Bluebird'],
      approvers: [{ prefix: '/billing/', people: ['ann', 'bob'] }],
      twoApprovers: ['/legal/'],
      levels: [],
      rules: [],
      thresholds: [],
    });
    expect(keepSessionsDays).toBe(90);
  });

  it('names each line that it can’t read, with the mend', () => {
    expect(parseConstitution(TEXT).problems).toEqual([
      'Line 7: "billing" is no path; write it as /folder/.',
      'Line 17: "nobody" names no approvers; write it as /folder/: ann, bob.',
      'Line 24: "memories: never" is no retention rule; write it as sessions: 90 days.',
    ]);
  });

  it('never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Object.keys(parseConstitution(text).addition)).toHaveLength(9);
      }),
    );
  });
});

describe('a workspace’s constitution', () => {
  const lines = fc.oneof(
    fc.string(),
    fc.constantFrom(...TEXT.split('\n'), '- Store secrets.', '## Protected paths', '- /', '- *', '- none', '~~~'),
  );

  it('never makes a verdict laxer, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.array(lines, { maxLength: 12 }),
        fc.constantFrom('Use tabs.', 'Payroll runs on Fridays.', 'Commit with --no-verify.', 'Mail jane@contoso.com.'),
        fc.constantFrom(...ORIGINS),
        fc.constantFrom('/billing/day.md', '/notes/a.md', '/security/keys.md'),
        (texts, text, origin, path) => {
          const proposal = buildCreation(text, { origin, path }, { path });
          const constitution = tighten(BUILT_IN_CONSTITUTION, parseConstitution(texts.join('\n')).addition);
          const stricter = buildContext([], { constitution });
          for (const judge of [gate, gatePersonal]) {
            const before = judge(proposal, buildContext()).verdict;
            const after = judge(proposal, stricter).verdict;
            expect(strictness(after)).toBeGreaterThanOrEqual(strictness(before));
            expect(after.hits).toEqual(expect.arrayContaining([...before.hits]));
          }
          const barred = approvalFault(proposal, 'ann', BUILT_IN_CONSTITUTION);
          expect(barred === null || approvalFault(proposal, 'ann', constitution) !== null).toBe(true);
        },
      ),
    );
  });

  it('is told apart by its hash, and with every verdict', () => {
    const constitution = tighten(BUILT_IN_CONSTITUTION, parseConstitution(TEXT).addition);
    const { verdict } = gate(buildCreation('Use tabs.'), buildContext([], { constitution }));
    expect(verdict.constitution).toBe(constitutionHash(constitution));
    expect(verdict.constitution).not.toBe(constitutionHash(BUILT_IN_CONSTITUTION));
  });
});

describe('who may approve', () => {
  const constitution = tighten(BUILT_IN_CONSTITUTION, parseConstitution(TEXT).addition);
  const below = (path: string) => buildCreation('Use tabs.', { path }, { path });

  it('is said by path, and every rule that speaks of it must agree', () => {
    expect(approvalFault(below('/billing/a.md'), 'ann', constitution)).toBeNull();
    expect(approvalFault(below('/billing/a.md'), 'eve', constitution)).toContain('only ann, bob');
    expect(approvalFault(below('/notes/a.md'), 'eve', constitution)).toBeNull();
    const both = tighten(constitution, { approvers: [{ prefix: '/', people: ['bob'] }] });
    expect(approvalFault(below('/billing/a.md'), 'ann', both)).toContain('only bob');
    expect(approvalFault(below('/billing/a.md'), 'bob', both)).toBeNull();
  });

  it('is two where the constitution asks for two, of exactly the same text', () => {
    const proposal = below('/legal/a.md');
    const item = reviewItem(proposal, gate(proposal, buildContext([], { constitution })).verdict);
    const at = NOW.toISOString();
    expect(needsSecond(item, 'ann', constitution)).toBe(true);
    expect(needsSecond({ ...item, approvals: [{ person: 'ann', hash: item.hash, at }] }, 'ann', constitution)).toBe(
      true,
    );
    expect(needsSecond({ ...item, approvals: [{ person: 'bob', hash: 'older', at }] }, 'ann', constitution)).toBe(true);
    expect(needsSecond({ ...item, approvals: [{ person: 'bob', hash: item.hash, at }] }, 'ann', constitution)).toBe(
      false,
    );
    expect(needsSecond({ ...item, proposal: below('/notes/a.md') }, 'ann', constitution)).toBe(false);
  });
});

describe('objections of a model', () => {
  const objections = fc.array(
    fc.record<Objection>({
      proposal: fc.constantFrom('prp_1', 'other'),
      principle: fc.constantFrom(...BUILT_IN_CONSTITUTION.principles),
      why: fc.string(),
    }),
  );

  it('only ever make a verdict stricter, and take what was passed back', () => {
    fc.assert(
      fc.property(objections, fc.constantFrom(...ORIGINS), (added, origin) => {
        const proposal = buildCreation('Use tabs.', { origin });
        const items = gateDream([{ proposal, ...gate(proposal, buildContext()) }], [], NOW);
        const [before] = items;
        const [after] = addObjections(items, added);
        if (before === undefined || after === undefined) throw new Error('an item is missing');
        expect(strictness(after.verdict)).toBeGreaterThanOrEqual(strictness(before.verdict));
        const isSpokenOf = added.some((objection) => objection.proposal === proposal.id);
        expect(after.passed).toEqual(isSpokenOf ? null : before.passed);
        expect(after.item.verdict).toEqual(after.verdict);
      }),
    );
  });
});
