import { describe, expect, it } from 'vitest';
import type { MovedThreshold } from '../../../src/core/dream/learn/learned-thresholds.ts';
import type { DreamOptions, Dreamwright } from '../../../src/core/dreamwright.ts';
import { NOW, openTemporary } from '../../service/open-temporary.ts';
import { type ScriptedSession, scriptSession } from '../../service/session-script.ts';

const OPTIONS: DreamOptions = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' };

function saying(session: string, day: string, ...texts: readonly string[]): ScriptedSession {
  return scriptSession(session, day, [{ user: 'Fix the login form.' }, ...texts.map((user) => ({ user }))]);
}

/** A command that failed in three sessions of its own and passed after the same step. */
function failing(command: string, step: string, sessions: readonly number[] = [1, 2, 3]): readonly ScriptedSession[] {
  return sessions.map((number) =>
    scriptSession(`${command}-${number}`, `2026-01-1${number}`, [
      { user: `Ticket ${command}${number}.` },
      { run: `make ${command}`, output: 'Exit code 2\ngenerated files are out of date', fails: true },
      { run: `make ${step}`, output: 'generated 3 files' },
      { run: `make ${command}`, output: 'ok' },
    ]),
  );
}

async function dreamAfter(dreamwright: Dreamwright, sessions: readonly ScriptedSession[], more = OPTIONS) {
  for (const { header, events } of sessions) await dreamwright.appendEvents(header, events);
  const outcome = await dreamwright.dream(more);
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  return outcome;
}

/** A store in which a dream that committed two standing instructions was undone, and the id of that undo. */
async function withUndoneInstructions() {
  const { dreamwright, reopen } = await openTemporary();
  const { record } = await dreamAfter(dreamwright, [
    saying('s1', '2026-01-05', 'From now on always run `pnpm lint` before you commit.'),
    saying('s2', '2026-01-06', 'From now on always name branches after their ticket.'),
  ]);
  expect(record.committed).toBe(2);
  const { commit } = await dreamwright.undo(record.id);
  return { dreamwright, reopen, undo: commit ?? '' };
}

const ANOTHER = saying('s3', '2026-01-07', 'From now on always squash the commits of a branch.');

describe('what commits by itself', () => {
  it('takes one session more after two such edits were undone, and says why it waits', async () => {
    const { dreamwright } = await withUndoneInstructions();
    expect(await dreamwright.thresholds()).toEqual([
      { name: 'support.instruction', value: 1, declined: 2, approved: 0 },
    ]);
    const { record, items } = await dreamAfter(dreamwright, [ANOTHER]);
    expect(record.committed).toBe(0);
    expect(items[0]?.verdict.hits).toEqual([
      {
        rule: 'evidence.thin',
        effect: 'review',
        detail: 'said in 1 of 2 sessions, 1 more than usual since reviewers declined such edits',
      },
    ]);
    const report = await dreamwright.dreamReport(record.id);
    expect(report).toContain('## Moved by your decisions');
    expect(report).toContain('A standing instruction commits by itself with 1 more session than usual: 2 declined');
  });

  it('is as usual again when the undo is undone', async () => {
    const { dreamwright, undo } = await withUndoneInstructions();
    await dreamwright.undo(undo);
    expect(await dreamwright.thresholds()).toEqual([]);
  });

  it('is as usual again when a person approves what was made to wait', async () => {
    const { dreamwright } = await withUndoneInstructions();
    await dreamAfter(dreamwright, [ANOTHER]);
    const [item] = await dreamwright.items(['waiting']);
    await dreamwright.approve([{ id: item?.proposal.id ?? '', hash: item?.hash ?? '' }]);
    expect(await dreamwright.thresholds()).toEqual([]);
  });

  it('is as usual again when a person resets it, also after the database was built anew', async () => {
    const { dreamwright, reopen } = await withUndoneInstructions();
    await dreamwright.resetThresholds(['support.instruction']);
    expect(await dreamwright.thresholds()).toEqual([]);
    expect((await dreamAfter(dreamwright, [ANOTHER])).record.committed).toBe(1);
    expect(await dreamwright.verifyJournal()).toMatchObject({ ok: true });
    expect(await (await reopen()).thresholds()).toEqual([]);
  });

  it('is as usual again when the decisions are three months old', async () => {
    let now = NOW;
    const { dreamwright } = await openTemporary(() => now);
    const { record } = await dreamAfter(dreamwright, [
      saying('s1', '2026-01-05', 'From now on always run `pnpm lint` before you commit.'),
      saying('s2', '2026-01-06', 'From now on always name branches after their ticket.'),
    ]);
    await dreamwright.undo(record.id);
    expect(await dreamwright.thresholds()).toHaveLength(1);
    now = new Date(NOW.getTime() + 91 * 86_400_000);
    expect(await dreamwright.thresholds()).toEqual([]);
  });

  it('never takes less than usual, however much was approved', async () => {
    const { dreamwright } = await openTemporary();
    const cautious: DreamOptions = { ...OPTIONS, sensitivity: 'cautious' };
    await dreamAfter(dreamwright, [...failing('check', 'generate'), ...failing('verify', 'tables')], cautious);
    const waiting = await dreamwright.items(['waiting']);
    expect(waiting.length).toBeGreaterThan(1);
    await dreamwright.approve(waiting.map(({ proposal, hash }) => ({ id: proposal.id, hash })));
    expect(await dreamwright.thresholds()).toEqual([]);
  });
});

describe('a kind of finding that reviewers keep declining', () => {
  async function withDeclined(): Promise<Dreamwright> {
    const { dreamwright } = await openTemporary();
    await dreamAfter(dreamwright, [
      ...failing('check', 'generate'),
      ...failing('verify', 'tables'),
      ...failing('docs', 'pages'),
    ]);
    const waiting = await dreamwright.items(['waiting']);
    await dreamwright.reject(
      waiting.map(({ proposal }) => proposal.id),
      'too obvious',
    );
    return dreamwright;
  }
  const of = (moved: readonly MovedThreshold[], name: string) => moved.find((one) => one.name === name);

  it('is held back where it scores no better, is found all the same, and counted in the report', async () => {
    const dreamwright = await withDeclined();
    expect(of(await dreamwright.thresholds(), 'finding.recurring-failure')).toMatchObject({ declined: 3 });
    const { record, findings, items } = await dreamAfter(dreamwright, failing('schema', 'models'));
    expect(findings.map(({ summary }) => summary).join('\n')).toContain('make schema');
    expect(items).toEqual([]);
    expect(record.notes?.join(' ')).toMatch(/held back by what reviewers declined/u);
  });

  it('comes again with more evidence', async () => {
    const dreamwright = await withDeclined();
    const { items } = await dreamAfter(dreamwright, failing('schema', 'models', [1, 2, 3, 4, 5, 6, 7, 8]));
    expect(items.map(({ proposal }) => proposal.reason).join('\n')).toContain('make schema');
  });

  it('comes again when a person resets everything', async () => {
    const dreamwright = await withDeclined();
    await dreamwright.resetThresholds('all');
    expect(await dreamwright.thresholds()).toEqual([]);
    expect((await dreamAfter(dreamwright, failing('schema', 'models'))).items.length).toBeGreaterThan(0);
  });

  it('does not keep back what a person says to be remembered', async () => {
    const dreamwright = await withDeclined();
    expect((await dreamAfter(dreamwright, [ANOTHER])).record.committed).toBe(1);
  });
});
