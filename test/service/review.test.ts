import { describe, expect, it } from 'vitest';
import type { ReviewItem } from '../../src/core/dream/proposal.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { openTemporary } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

const STANDING = scriptSession('s1', '2026-01-05', [
  { user: 'Fix the login form.' },
  { user: 'From now on always run `pnpm lint` before you commit.' },
]);

/** A store in which exactly one proposal waits. */
async function withWaiting(): Promise<{ readonly dreamwright: Dreamwright; readonly item: ReviewItem }> {
  const { dreamwright } = await openTemporary();
  await dreamwright.appendEvents(STANDING.header, STANDING.events);
  await dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'cautious' });
  const [item] = await dreamwright.items(['waiting']);
  if (item === undefined) throw new Error('nothing waits');
  return { dreamwright, item };
}

const approvalOf = ({ proposal, hash }: ReviewItem) => ({ id: proposal.id, hash });

describe('review', () => {
  it('commits an approved proposal exactly as it was shown', async () => {
    const { dreamwright, item } = await withWaiting();
    const outcome = await dreamwright.approve([approvalOf(item)]);
    expect(outcome.kind).toBe('committed');
    expect((await dreamwright.memories())[0]).toEqual(item.proposal.changes[0]?.after);
    expect(await dreamwright.items(['waiting'])).toEqual([]);
  });

  it('does not take an approval of a text that was edited since it was shown', async () => {
    const { dreamwright, item } = await withWaiting();
    await dreamwright.editProposal(item.proposal.id, 'Run `pnpm lint` before each commit.');
    const outcome = await dreamwright.approve([approvalOf(item)]);
    expect(outcome).toMatchObject({ kind: 'conflict' });
    expect(await dreamwright.memories()).toEqual([]);
  });

  it('puts an edited proposal through the gate again', async () => {
    const { dreamwright, item } = await withWaiting();
    const key = ['AKIA', 'Z3M5Q7RWTYPLKJHG'].join('');
    expect(await dreamwright.editProposal(item.proposal.id, `Use ${key} to log in.`)).toMatchObject({
      kind: 'refused',
    });
    const [refused] = await dreamwright.items(['refused']);
    expect(refused?.verdict.hits.some(({ rule }) => rule.startsWith('secret.'))).toBe(true);
    expect(refused?.proposal.changes[0]?.after?.text).toBe('Use [redacted:aws-access-key] to log in.');
    expect(JSON.stringify(await dreamwright.journal())).not.toContain(key);
    expect(await dreamwright.approve([approvalOf(refused ?? item)])).toMatchObject({ kind: 'conflict' });
    expect(await dreamwright.editProposal(item.proposal.id, 'Log in by the login command.')).toMatchObject({
      kind: 'waiting',
    });
  });

  it('returns a proposal to review when its place was taken meanwhile', async () => {
    const { dreamwright, item } = await withWaiting();
    await dreamwright.remember({ text: 'Mine was first.', path: item.proposal.path });
    const outcome = await dreamwright.approve([approvalOf(item)]);
    expect(outcome).toMatchObject({ kind: 'conflict' });
    expect((await dreamwright.memories()).map(({ text }) => text)).toEqual(['Mine was first.']);
    expect(await dreamwright.items(['waiting'])).toHaveLength(1);
  });

  it('remembers a rejection with its reason and does not propose the same again', async () => {
    const { dreamwright, item } = await withWaiting();
    await dreamwright.reject([item.proposal.id], 'only true for one branch');
    expect((await dreamwright.items(['rejected']))[0]).toMatchObject({ comment: 'only true for one branch' });
    const other = scriptSession('s2', '2026-01-06', [{ user: 'Rename the button.' }]);
    await dreamwright.appendEvents(other.header, other.events);
    const outcome = await dreamwright.dream({
      engine: 'local',
      trigger: 'command',
      dryRun: false,
      sensitivity: 'cautious',
    });
    expect(outcome).toMatchObject({ kind: 'ended', items: [] });
  });

  it('carries out several approvals in one journal line', async () => {
    const { dreamwright } = await openTemporary();
    const sessions = [
      STANDING,
      scriptSession('s3', '2026-01-07', [{ user: 'Never push to main directly; always open a pull request.' }]),
    ];
    for (const { header, events } of sessions) await dreamwright.appendEvents(header, events);
    await dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'cautious' });
    const items = await dreamwright.items(['waiting']);
    expect(items.length).toBeGreaterThan(1);
    const before = (await dreamwright.journal()).length;
    await dreamwright.approve(items.map(approvalOf));
    expect(await dreamwright.memories()).toHaveLength(items.length);
    expect((await dreamwright.journal()).length).toBe(before + 1);
  });
});
