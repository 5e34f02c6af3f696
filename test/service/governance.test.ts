import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReviewItem } from '../../src/core/dream/proposal.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { scriptSession } from './session-script.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const LINT = scriptSession('s1', '2026-01-05', [
  { user: 'Fix the login form.' },
  { user: 'From now on always run `pnpm lint` before you commit.' },
]);

interface Place {
  readonly root: string;
  readonly home: string;
  open(person: string): Promise<Dreamwright>;
}

async function aPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamwright-'));
  const [root, home] = [join(folder, 'work'), join(folder, 'home')];
  for (const place of [root, home]) await mkdir(join(place, '.dreamwright'), { recursive: true });
  const opened: Dreamwright[] = [];
  onTestFinished(async () => {
    for (const dreamwright of opened) await dreamwright.close();
    await rm(folder, { recursive: true, force: true });
  });
  const directory = join(root, '.dreamwright', 'store');
  const open = async (person: string) => {
    const heads = { home, editorKey: null };
    const dreamwright = await openDreamwright({ directory, root }, { clock: () => NOW, person, heads });
    opened.push(dreamwright);
    return dreamwright;
  };
  return { root, home, open };
}

const write = (folder: string, text: string) => writeFile(join(folder, '.dreamwright', 'constitution.md'), text);
const dreamOf = (dreamwright: Dreamwright, sensitivity: 'cautious' | 'balanced' = 'balanced') =>
  dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity });
const approvalOf = ({ proposal, hash }: ReviewItem) => ({ id: proposal.id, hash });

async function waiting(dreamwright: Dreamwright): Promise<ReviewItem> {
  const [item] = await dreamwright.items(['waiting']);
  if (item === undefined) throw new Error('nothing waits');
  return item;
}

describe('the constitution of a workspace', () => {
  it('is read anew for each dream, and kept in the journal once', async () => {
    const { root, open } = await aPlace();
    const dreamwright = await open('ada');
    await write(root, '## Protected topics\n- pnpm lint\n');
    await dreamwright.appendEvents(LINT.header, LINT.events);
    await dreamOf(dreamwright);
    await dreamOf(dreamwright);
    const { verdict } = await waiting(dreamwright);
    expect(verdict.hits.map(({ rule }) => rule)).toContain('semantic.protected');
    const kept = (await dreamwright.journal()).flatMap(({ record }) =>
      record?.kind === 'constitution' ? [record.hash] : [],
    );
    expect(kept).toEqual([verdict.constitution]);
  });

  it('says who may approve, and asks for a second person', async () => {
    const { root, open } = await aPlace();
    const [ada, bob, eve] = [await open('ada'), await open('bob'), await open('eve')];
    await write(root, '## Approvers\n- /: ada, bob\n## Two approvers\n- /\n');
    await ada.appendEvents(LINT.header, LINT.events);
    await dreamOf(ada, 'cautious');
    const approval = approvalOf(await waiting(ada));
    expect(await eve.approve([approval])).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('only ada, bob'),
    });
    expect(await ada.approve([approval])).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('two approvals'),
    });
    expect(await ada.approve([approval])).toMatchObject({ kind: 'conflict' });
    expect(await ada.memories()).toEqual([]);
    expect(await bob.approve([approval])).toMatchObject({ kind: 'committed' });
    expect(await ada.memories()).toHaveLength(1);
  });

  it('can’t have sessions removed; the person’s own can', async () => {
    const { root, home, open } = await aPlace();
    const dreamwright = await open('ada');
    await dreamwright.appendEvents(LINT.header, LINT.events);
    await write(root, '## Retention\n- sessions: 1 day\n');
    await dreamOf(dreamwright);
    expect(await dreamwright.sessions()).toHaveLength(1);
    await write(home, '## Retention\n- sessions: 30 days\n');
    await dreamOf(dreamwright);
    expect(await dreamwright.sessions()).toEqual([]);
  });

  it('tells what of it could not be read', async () => {
    const { root, open } = await aPlace();
    const dreamwright = await open('ada');
    await write(root, '## Protected paths\n- billing\n');
    await dreamwright.remember({ text: 'Use tabs.' });
    expect(await dreamwright.notices()).toEqual([expect.stringContaining('"billing" is no path')]);
  });
});

describe('a refused proposal', () => {
  const secret = ['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_');

  async function refused(): Promise<{ readonly dreamwright: Dreamwright; readonly item: ReviewItem }> {
    const dreamwright = await (await aPlace()).open('ada');
    await dreamwright.appendEvents(LINT.header, LINT.events);
    await dreamOf(dreamwright, 'cautious');
    await dreamwright.editProposal((await waiting(dreamwright)).proposal.id, `Log in with ${secret}.`);
    const [item] = await dreamwright.items(['refused']);
    if (item === undefined) throw new Error('nothing was refused');
    return { dreamwright, item };
  }

  it('waits for approval once a person allows its rule, and the journal says who did', async () => {
    const { dreamwright, item } = await refused();
    const [hit] = item.verdict.hits.filter(({ effect }) => effect === 'refuse');
    expect(await dreamwright.approve([approvalOf(item)])).toMatchObject({ kind: 'conflict' });
    expect(await dreamwright.allowRule(item.proposal.id, hit?.rule ?? '')).toMatchObject({ kind: 'waiting' });
    const entries = await dreamwright.journal();
    expect(entries.at(-1)).toMatchObject({ actor: { kind: 'person', name: 'ada' }, record: { kind: 'revised' } });
    expect(await dreamwright.approve([approvalOf(await waiting(dreamwright))])).toMatchObject({ kind: 'committed' });
  });

  it('is refused again when it is edited after that', async () => {
    const { dreamwright, item } = await refused();
    const [hit] = item.verdict.hits.filter(({ effect }) => effect === 'refuse');
    await dreamwright.allowRule(item.proposal.id, hit?.rule ?? '');
    expect(await dreamwright.editProposal(item.proposal.id, `Use ${secret}.`)).toMatchObject({ kind: 'refused' });
  });

  it('takes no allowance of a rule that does not refuse it', async () => {
    const { dreamwright, item } = await refused();
    expect(await dreamwright.allowRule(item.proposal.id, 'personal.email')).toMatchObject({ kind: 'invalid' });
  });

  it('keeps what people write beside it, through the journal', async () => {
    const { dreamwright, item } = await refused();
    await dreamwright.comment(item.proposal.id, 'Is this key still in use?');
    const [commented] = await dreamwright.items(['refused']);
    expect(commented?.comments).toMatchObject([{ author: 'ada', text: 'Is this key still in use?' }]);
    expect(commented?.hash).toBe(item.hash);
  });

  it('keeps a comment as its author rewords it, until they take it away; the journal keeps each step', async () => {
    const { dreamwright, item } = await refused();
    await dreamwright.comment(item.proposal.id, 'Is this key in use?');
    const id = (await dreamwright.items(['refused']))[0]?.comments?.[0]?.id ?? '';
    await dreamwright.editComment(item.proposal.id, id, `It is ${secret}.`);
    expect((await dreamwright.items(['refused']))[0]?.comments).toMatchObject([
      { id, author: 'ada', text: 'It is [redacted:github-token].', editedAt: expect.any(String) },
    ]);
    expect(await dreamwright.editComment(item.proposal.id, id, ' ')).toMatchObject({ kind: 'invalid' });
    await dreamwright.editComment(item.proposal.id, id, null);
    expect((await dreamwright.items(['refused']))[0]?.comments).toEqual([]);
    expect(await dreamwright.editComment(item.proposal.id, id, 'Again')).toMatchObject({ kind: 'invalid' });
    expect((await dreamwright.journal()).slice(-3).map(({ record }) => record?.kind)).toEqual(
      Array.from({ length: 3 }, () => 'revised'),
    );
  });

  it('lets nobody change what somebody else wrote beside it', async () => {
    const place = await aPlace();
    const ada = await place.open('ada');
    await ada.appendEvents(LINT.header, LINT.events);
    await dreamOf(ada, 'cautious');
    const { proposal } = await waiting(ada);
    await ada.comment(proposal.id, 'Too narrow?');
    const id = (await waiting(ada)).comments?.[0]?.id ?? '';
    const bob = await place.open('bob');
    expect(await bob.editComment(proposal.id, id, 'Fine.')).toMatchObject({
      kind: 'invalid',
      message: 'ada wrote this comment; only they can change it.',
    });
  });
});

it('what was sent to a model is in the journal with its size, and without its words', async () => {
  const dreamwright = await (await aPlace()).open('ada');
  const call = { model: 'fake:model', purpose: 'chat', sentCharacters: 40, inputTokens: 9, outputTokens: 2 } as const;
  await dreamwright.noteModelCall({ ...call, end: 'complete' });
  const [entry] = await dreamwright.journal();
  expect(entry).toMatchObject({
    actor: { name: 'ada' },
    record: { kind: 'model-called', call: { sentCharacters: 40 } },
  });
});

it('each decision is in the journal with who made it, why, and under which constitution', async () => {
  const { root, open } = await aPlace();
  const dreamwright = await open('ada');
  await write(root, '## Protected topics\n- pnpm lint\n');
  await dreamwright.appendEvents(LINT.header, LINT.events);
  await dreamOf(dreamwright);
  await dreamwright.approve([approvalOf(await waiting(dreamwright))]);
  await dreamwright.remember({ text: 'Use tabs.' });
  const other = scriptSession('s2', '2026-01-06', [{ user: 'From now on never run `pnpm lint` on Fridays.' }]);
  await dreamwright.appendEvents(other.header, other.events);
  await dreamOf(dreamwright);
  await dreamwright.reject([(await waiting(dreamwright)).proposal.id], 'only this Friday');
  const entries = await dreamwright.journal();
  const kept = entries.flatMap(({ record }) => (record?.kind === 'constitution' ? [record.hash] : []));
  expect(kept).toHaveLength(1);
  const decisions = entries.flatMap(({ actor, record }) => {
    if (record?.kind === 'commit')
      return [{ actor, why: record.commit.reason, constitution: record.commit.constitution }];
    return record?.kind === 'decided' ? [{ actor, why: record.comment, constitution: record.constitution }] : [];
  });
  const ada = { kind: 'person', name: 'ada' };
  expect(decisions).toMatchObject([
    { actor: ada, why: expect.stringMatching(/./u), constitution: kept[0] },
    { actor: ada, why: 'ada asked for it.', constitution: kept[0] },
    { actor: ada, why: 'only this Friday', constitution: kept[0] },
  ]);
});
