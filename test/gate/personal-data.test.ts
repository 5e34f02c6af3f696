import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gate, gatePersonal } from '../../src/core/dream/gate.ts';
import type { PersonalDataHandling } from '../../src/core/dreamwright.ts';
import { maskPersonalData, PERSONAL_RULES } from '../../src/core/gate/personal-rules.ts';
import { makeSubject } from '../../src/core/gate/subject.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';
import { buildContext, buildCreation } from './builders.ts';

const CONTACT = 'Ask jane.doe@contoso.com for access.';

describe('personal data in a proposal', () => {
  it.each([
    ['refuse', 'refuse'],
    ['review', 'review'],
    ['mask', 'review'],
  ] as const)('under %s, what the rules still find is for %s', (personalData, verdict) => {
    const judged = gate(buildCreation(CONTACT), buildContext([], { personalData }));
    expect(judged.verdict).toMatchObject({ verdict, hits: [{ rule: 'personal.email', effect: verdict }] });
    expect(judged.passed).toBeNull();
  });

  it.each(['refuse', 'review', 'mask'] as const)('under %s, does not hold what a person writes', (personalData) => {
    expect(gatePersonal(buildCreation(CONTACT), buildContext([], { personalData })).verdict.verdict).toBe('auto');
  });
});

const SAID = scriptSession('s1', '2026-01-05', [
  { user: 'Fix the login form.' },
  { user: 'From now on always ask jane.doe@contoso.com before you touch the billing schema.' },
]);

async function dreamUnder(personalData: PersonalDataHandling) {
  const { dreamwright } = await openTemporary();
  await dreamwright.appendEvents(SAID.header, SAID.events);
  const dream = () =>
    dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced', personalData });
  const outcome = await dream();
  const [item] = outcome.kind === 'ended' ? outcome.items : [];
  if (item === undefined) throw new Error('the dream proposed nothing');
  return { dreamwright, item, dream };
}

describe('personal data in a dream', () => {
  it('under mask is left out of what commits, and is not proposed again', async () => {
    const { dreamwright, item, dream } = await dreamUnder('mask');
    const [memory] = await dreamwright.memories();
    expect(item.state).toBe('committed');
    expect(memory?.text).toContain('[redacted:email]');
    expect(memory?.text).not.toContain('contoso');
    expect(await dream()).toMatchObject({ items: [] });
  });

  it('under refuse is refused, also when edited, until a person allows the rule', async () => {
    const { dreamwright, item } = await dreamUnder('refuse');
    const { id } = item.proposal;
    expect(item.state).toBe('refused');
    const under = { personalData: 'refuse' } as const;
    expect(await dreamwright.editProposal(id, `${CONTACT} Please.`, under)).toMatchObject({ kind: 'refused' });
    expect(await dreamwright.allowRule(id, 'personal.email', under)).toMatchObject({ kind: 'waiting' });
    const [waiting] = await dreamwright.items(['waiting']);
    const approval = { id, hash: waiting?.hash ?? '' };
    expect(await dreamwright.approve([approval], under)).toMatchObject({ kind: 'committed' });
  });

  it('that waited before it was to be refused can no longer be approved', async () => {
    const { dreamwright, item } = await dreamUnder('review');
    expect(item.state).toBe('waiting');
    const approval = { id: item.proposal.id, hash: item.hash };
    expect(await dreamwright.approve([approval], { personalData: 'refuse' })).toMatchObject({ kind: 'conflict' });
    expect(await dreamwright.items(['refused'])).toHaveLength(1);
  });
});

describe('masking personal data', () => {
  it.each(PERSONAL_RULES)('leaves nothing of the example of $name', ({ name, example, find }) => {
    const masked = maskPersonalData(example);
    expect(masked).toContain(`[redacted:${name.slice('personal.'.length)}]`);
    expect(find(makeSubject(masked, 'user'))).toBeNull();
  });

  it('leaves words of nobody as they are', () => {
    const text = 'Clone git@github.com:acme/app.git on 2026-10-12; the cache is in ~/.cache, port 8080.';
    expect(maskPersonalData(text)).toBe(text);
  });

  it('finds what another piece hid', () => {
    expect(maskPersonalData('4012 8888 8888 1881 12 Baker Street')).toBe(
      '[redacted:payment-card] [redacted:street-address]',
    );
  });

  it('changes nothing more the second time', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...PERSONAL_RULES.map(({ example }) => example)));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const masked = maskPersonalData(pieces.join(' '));
        expect(maskPersonalData(masked)).toBe(masked);
      }),
      { numRuns: 300 },
    );
  });
});
