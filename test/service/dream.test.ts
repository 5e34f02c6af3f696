import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DreamOptions, DreamOutcome, Dreamwright, Progress } from '../../src/core/dreamwright.ts';
import { aFolder } from '../store/builders.ts';
import { NOW, openTemporary } from './open-temporary.ts';
import { type ScriptedSession, scriptSession } from './session-script.ts';

const OPTIONS: DreamOptions = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' };

const STANDING = scriptSession('s1', '2026-01-05', [
  { user: 'Fix the login form.' },
  { assistant: 'Done.' },
  { user: 'From now on always run `pnpm lint` before you commit.' },
]);
const FAILING = [1, 2, 3].map((number) =>
  scriptSession(`f${number}`, `2026-01-1${number}`, [
    { user: `Add feature ${number} to the parser.` },
    { run: 'make check', output: 'Exit code 2\ngenerated files are out of date', fails: true },
    { run: 'make generate', output: 'generated 3 files' },
    { run: 'make check', output: 'ok' },
  ]),
);

async function give(dreamwright: Dreamwright, sessions: readonly ScriptedSession[]): Promise<void> {
  for (const { header, events } of sessions) await dreamwright.appendEvents(header, events);
}

async function dreamOf(dreamwright: Dreamwright, options: Partial<DreamOptions> = {}) {
  const outcome: DreamOutcome = await dreamwright.dream({ ...OPTIONS, ...options });
  if (outcome.kind !== 'ended') throw new Error('the dream was busy');
  return outcome;
}

describe('a dream', () => {
  it("commits a person's explicit standing instruction by itself and names its evidence", async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const { record, items } = await dreamOf(dreamwright);
    expect(record).toMatchObject({ status: 'completed', committed: 1 });
    expect(items.map(({ state }) => state)).toContain('committed');
    const [memory] = await dreamwright.memories();
    expect(memory?.text).toContain('pnpm lint');
    expect(memory?.evidence[0]).toMatchObject({ session: 's1' });
  });

  it('finds a command that failed in three sessions and what made it pass', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, FAILING);
    const { findings, items } = await dreamOf(dreamwright);
    expect(findings[0]).toMatchObject({ kind: 'recurring-failure' });
    expect(findings[0]?.summary).toContain('make check');
    expect(
      items.some(({ proposal }) => proposal.changes.some(({ after }) => after?.text.includes('make generate'))),
    ).toBe(true);
  });

  it('learns from what a person changed in an agent’s code after the sessions had ended', async () => {
    const root = aFolder();
    const wrote = (what: string) => `function save(${what}) {\n  console.log(${what});\n  return keep(${what});\n}`;
    const { dreamwright } = await openTemporary(() => NOW, root);
    for (const [day, what] of [
      ['2026-01-05', 'row'],
      ['2026-01-06', 'file'],
    ] as const) {
      await give(dreamwright, [scriptSession(`s-${what}`, day, [{ edit: `${what}.ts`, to: wrote(what) }])]);
      const path = join(root, `${what}.ts`);
      writeFileSync(path, wrote(what).replace('console.log', 'logger.info'));
      utimesSync(path, new Date(`${day}T11:00:00Z`), new Date(`${day}T11:00:00Z`));
    }
    const { findings } = await dreamOf(dreamwright);
    expect(findings.map(({ summary }) => summary).join()).toContain('`logger.info` in the place of `console.log`');
  });

  it('leaves what past sessions answer as it was, whatever it commits', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING, ...FAILING]);
    const questions = ['pnpm lint before commit', 'generated files are out of date', 'login form', 'feature 2 parser'];
    const ask = () =>
      Promise.all(
        questions.map(async (question) => {
          const hits = await dreamwright.recall(question, { limit: 10, within: 'sessions' });
          return hits.map(({ id }) => id);
        }),
      );
    const before = await ask();
    expect((await dreamOf(dreamwright)).record.committed).toBeGreaterThan(0);
    expect(before.every((found) => found.length > 0)).toBe(true);
    expect(await ask()).toEqual(before);
  });

  it('has nothing more to say when nothing new has happened', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING, ...FAILING]);
    await dreamOf(dreamwright);
    const again = await dreamOf(dreamwright);
    expect(again.record).toMatchObject({ status: 'completed', sessions: 0, events: 0 });
    expect(again.items).toEqual([]);
  });

  it('leaves a session alone until it has been idle for half an hour', async () => {
    const { dreamwright } = await openTemporary(() => new Date('2026-01-05T09:10:00Z'));
    await give(dreamwright, [STANDING]);
    expect((await dreamOf(dreamwright)).record.sessions).toBe(0);
  });

  it('takes a session at once whose outcome was graded', async () => {
    const { dreamwright } = await openTemporary(() => new Date('2026-01-05T09:10:00Z'));
    await give(dreamwright, [STANDING]);
    expect((await dreamOf(dreamwright)).record.sessions).toBe(0);
    const { record } = await dreamOf(dreamwright, { trigger: 'outcome', ended: ['s1'] });
    expect(record).toMatchObject({ sessions: 1, committed: 1 });
  });

  it('changes nothing and writes nothing in a dry run', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const before = (await dreamwright.journal()).length;
    const { items } = await dreamOf(dreamwright, { dryRun: true });
    expect(items.length).toBeGreaterThan(0);
    expect(await dreamwright.memories()).toEqual([]);
    expect((await dreamwright.journal()).length).toBe(before);
  });

  it('leaves only journal lines behind when it is cancelled, and the next one starts where it began', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const controller = new AbortController();
    const outcome = await dreamwright.dream(OPTIONS, {
      signal: controller.signal,
      onProgress: ({ step }) => step === 2 && controller.abort(),
    });
    expect(outcome).toMatchObject({ kind: 'ended', record: { status: 'cancelled' } });
    expect(await dreamwright.memories()).toEqual([]);
    expect((await dreamOf(dreamwright)).record.committed).toBe(1);
  });

  it('is busy while another dream runs on the same store', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const [first, second] = await Promise.all([dreamwright.dream(OPTIONS), dreamwright.dream(OPTIONS)]);
    expect([first.kind, second.kind].sort()).toEqual(['busy', 'ended']);
  });

  it('commits nothing once another has taken its lock', async () => {
    const { dreamwright, directory } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const sleepsAt = ({ step }: Progress) => step === 4 && writeFileSync(join(directory, 'dream.lock'), '{}');
    await expect(dreamwright.dream(OPTIONS, { onProgress: sleepsAt })).rejects.toThrow('taken over');
    expect(await dreamwright.memories()).toEqual([]);
    expect((await dreamwright.dreams()).map(({ status }) => status)).toEqual(['failed']);
  });

  it('lets nothing through by itself at the level cautious', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const { record } = await dreamOf(dreamwright, { sensitivity: 'cautious' });
    expect(record.committed).toBe(0);
    expect(record.waiting).toBeGreaterThan(0);
  });

  it('does not move the watermarks when it looks at a window of time', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    await dreamOf(dreamwright, { since: '2025-01-01T00:00:00.000Z', dryRun: true });
    await dreamOf(dreamwright, { until: '2025-06-01T00:00:00.000Z' });
    expect((await dreamOf(dreamwright)).record.sessions).toBe(1);
  });

  it('never touches the sessions it reads', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const before = await dreamwright.transcript('s1');
    await dreamOf(dreamwright);
    expect(await dreamwright.transcript('s1')).toEqual(before);
  });
});

describe('what a dream may not harm', () => {
  it('what is found in the sessions themselves is the same before and after it, whatever it changed', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING, ...FAILING]);
    const questions = ['pnpm lint before you commit', 'generated files are out of date', 'make generate', 'login form'];
    const found = async (within: 'sessions' | 'memories') =>
      Promise.all(
        questions.map(async (question) =>
          (await dreamwright.recall(question, { within, limit: 5 })).map(({ id }) => id),
        ),
      );
    const [episodes, memories] = [await found('sessions'), await found('memories')];
    expect(episodes.every((hits) => hits.length > 0)).toBe(true);
    const { record } = await dreamOf(dreamwright);
    expect(record.committed).toBeGreaterThan(0);
    expect(await found('sessions')).toEqual(episodes);
    expect(await found('memories')).not.toEqual(memories);
  });
});

describe('the report of a dream', () => {
  it('tells what was read, found, changed and why, what waits, and what it cost', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING, ...FAILING]);
    const { record } = await dreamOf(dreamwright);
    const report = await dreamwright.dreamReport(record.id);
    for (const part of [
      /It read \d+ new events of 4 sessions, engine local, nothing spent\./u,
      /Probe questions: not measured, \d+ of the 10 needed\./u,
      /## Changed\n\n### Add \/\S+\.md\n\n/u,
      /### Add \/\S+lint\S*\.md\n\n.+\n\n> .*`pnpm lint`/u,
      /Evidence:\n\n- “From now on always run `pnpm lint` before you commit\.” \(session s1\)/u,
      /## Waits for you\n\n### Add \/check\/\S+\.md/u,
      /- `evidence\.thin`: /u,
      /## Found\n\n\| score \| kind \| what \|/u,
      /## Read\n\n- Fix the login form\., claude-code, 2026-01-05, 3 events/u,
    ]) {
      expect(report).toMatch(part);
    }
  });

  it('names no session that was removed since', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const { record } = await dreamOf(dreamwright);
    await dreamwright.removeSession('s1', 'private');
    const report = await dreamwright.dreamReport(record.id);
    expect(report).toContain('- a session that was removed since');
    expect(report).not.toContain('login form');
  });
});

describe('undo of a dream', () => {
  it('takes back everything in one step, and can itself be undone', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const { record } = await dreamOf(dreamwright);
    const committed = await dreamwright.memories();
    const undone = await dreamwright.undo(record.id);
    expect(undone).toMatchObject({ dream: record.id, memories: 1 });
    expect(await dreamwright.memories()).toEqual([]);
    await dreamwright.undo(undone.commit ?? '');
    expect(await dreamwright.memories()).toEqual(committed);
    expect(await dreamwright.verifyJournal()).toMatchObject({ ok: true });
  });

  it('takes back what a person approved of it later too, and withdraws what still waits', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING, ...FAILING]);
    const { record } = await dreamOf(dreamwright, { sensitivity: 'cautious' });
    const [first] = await dreamwright.items(['waiting']);
    await dreamwright.approve([{ id: first?.proposal.id ?? '', hash: first?.hash ?? '' }]);
    expect(await dreamwright.memories()).toHaveLength(1);
    const undone = await dreamwright.undo(record.id);
    expect(await dreamwright.memories()).toEqual([]);
    expect(undone.withdrawn).toBe(record.waiting - 1);
    expect(await dreamwright.items(['waiting'])).toEqual([]);
  });

  it('makes a proposal of a memory that changed since, instead of overwriting it', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    const { record } = await dreamOf(dreamwright);
    const [memory] = await dreamwright.memories();
    const { createHash } = await import('node:crypto');
    const base = createHash('sha256')
      .update(memory?.text ?? '')
      .digest('hex');
    await dreamwright.saveMemory(memory?.id ?? '', 'My own words.', base);
    expect(await dreamwright.undo(record.id)).toMatchObject({ memories: 0, merges: 1 });
    expect((await dreamwright.memories())[0]?.text).toBe('My own words.');
    expect(await dreamwright.items(['waiting'])).toHaveLength(1);
  });

  it('succeeds for a dream that committed nothing', async () => {
    const { dreamwright } = await openTemporary();
    const { record } = await dreamOf(dreamwright);
    expect(await dreamwright.undo(record.id)).toMatchObject({ dream: record.id, memories: 0 });
  });

  it('does not propose again what was undone, without new evidence', async () => {
    const { dreamwright } = await openTemporary();
    await give(dreamwright, [STANDING]);
    await dreamwright.undo((await dreamOf(dreamwright)).record.id);
    await give(dreamwright, [
      scriptSession('s2', '2026-01-06', [{ user: 'Rename the button.' }, { assistant: 'Done.' }]),
    ]);
    expect((await dreamOf(dreamwright)).items).toEqual([]);
  });
});
