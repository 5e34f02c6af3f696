import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GateChoices } from '../../src/core/dream/constitution/govern.ts';
import { NO_CHOICES } from '../../src/core/dream/constitution/govern.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { filesWith } from '../store/disk.ts';
import { scriptSession } from './session-script.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const MAIL = 'jane.doe@contoso.com';
const SAID = scriptSession('s1', '2026-01-05', [
  { user: 'Fix the login form.' },
  { run: 'cat CODEOWNERS', output: `* ${MAIL}` },
  { user: `From now on always ask ${MAIL} before you touch the billing schema.` },
]);

async function aPlace(choices?: GateChoices): Promise<{
  readonly dreamwright: Dreamwright;
  readonly root: string;
  readonly own: string;
  readonly folder: string;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamwright-'));
  const [root, home] = [join(folder, 'work'), join(folder, 'home')];
  for (const place of [root, home]) await mkdir(join(place, '.dreamwright'), { recursive: true });
  const dreamwright = await openDreamwright(
    { directory: join(root, '.dreamwright', 'store'), root },
    {
      clock: () => NOW,
      person: 'ada',
      heads: { home, editorKey: null },
      ...(choices === undefined ? {} : { choices }),
    },
  );
  onTestFinished(async () => {
    await dreamwright.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { dreamwright, root, own: join(home, '.dreamwright', 'constitution.md'), folder };
}

const dream = (dreamwright: Dreamwright) =>
  dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' });

describe('personal data under mask', () => {
  it('is kept nowhere: sessions, imports, what a person saves, proposals, quotes', async () => {
    const { dreamwright, folder, root } = await aPlace({ ...NO_CHOICES, personalData: 'mask' });
    await dreamwright.appendEvents(SAID.header, SAID.events);
    const transcript = join(folder, 'import.jsonl');
    await writeFile(
      transcript,
      `${JSON.stringify({ session: 's9', type: 'user', text: `Remember that ${MAIL} owns the schema.` })}\n`,
    );
    await dreamwright.import([transcript], { format: 'plain', trust: 'user' });
    await dreamwright.remember({ text: `Ask ${MAIL} for the key.`, path: '/people/key.md' });
    await dream(dreamwright);
    const [memory] = await dreamwright.memories('/people/');
    expect(memory?.text).toBe('Ask [redacted:email] for the key.');
    const store = join(root, '.dreamwright', 'store');
    expect(await readFile(join(store, 'journal.jsonl'), 'utf8')).not.toContain('contoso');
    const sessions = (await dreamwright.sessions()).map(({ session }) => session);
    expect(sessions.length).toBeGreaterThanOrEqual(3);
    for (const session of sessions)
      expect(JSON.stringify(await dreamwright.transcript(session))).not.toContain('contoso');
  });

  it('holds from when it is chosen on', async () => {
    const { dreamwright } = await aPlace();
    await dreamwright.remember({ text: `Ask ${MAIL}.`, path: '/a.md' });
    await dreamwright.choose({ ...NO_CHOICES, personalData: 'mask' });
    await dreamwright.remember({ text: `Ask ${MAIL}.`, path: '/b.md' });
    expect((await dreamwright.memories()).map(({ text }) => text)).toEqual([`Ask ${MAIL}.`, 'Ask [redacted:email].']);
  });

  it('can be chosen in the person’s own file; a workspace can refuse, not mask', async () => {
    const { dreamwright, own, root } = await aPlace();
    await writeFile(join(root, '.dreamwright', 'constitution.md'), '## Personal data\n- mask\n');
    await dreamwright.remember({ text: `Ask ${MAIL}.`, path: '/a.md' });
    await writeFile(own, '## Personal data\n- mask\n');
    await dreamwright.remember({ text: `Ask ${MAIL}.`, path: '/b.md' });
    expect((await dreamwright.memories()).map(({ text }) => text)).toEqual([`Ask ${MAIL}.`, 'Ask [redacted:email].']);
    await writeFile(own, '');
    await writeFile(join(root, '.dreamwright', 'constitution.md'), '## Personal data\n- refuse\n');
    await dreamwright.appendEvents(SAID.header, SAID.events);
    await dream(dreamwright);
    expect(await dreamwright.items(['refused'])).toHaveLength(1);
  });
});

describe('what is never stored', () => {
  it.each([
    ['a secret', NO_CHOICES, ['AKIA', 'Z3M5Q7RWTYPLKJHG'].join(''), '[redacted:aws-access-key]'],
    [
      'a phrase on the never-store list',
      { ...NO_CHOICES, constitution: '## Never store\n- Project Falcon\n' },
      'project FALCON',
      '[redacted:never-store]',
    ],
  ])('is kept nowhere: %s', async (_what, choices, word, mark) => {
    const { dreamwright, folder, root } = await aPlace(choices);
    const { header, events } = scriptSession('s1', '2026-01-05', [
      { user: `Fix ${word}.` },
      { run: 'cat notes', output: `It is ${word}.` },
      { user: 'From now on always run `pnpm lint` before you commit.' },
    ]);
    await dreamwright.appendEvents({ ...header, title: `About ${word}` }, events);
    const transcript = join(folder, 'import.jsonl');
    await writeFile(transcript, `${JSON.stringify({ session: 's9', type: 'user', text: `Remember ${word}.` })}\n`);
    await dreamwright.import([transcript], { format: 'plain', trust: 'user' });
    expect(await dreamwright.remember({ text: `Use ${word}.` })).toMatchObject({ kind: 'refused' });
    await dreamwright.memoryTool({
      header: { ...header, agent: 'helper' },
      sensitivity: 'balanced',
      input: { command: 'create', path: '/memories/notes.md', file_text: `It is called ${word}.` },
    });
    await dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'cautious' });
    const [item] = await dreamwright.items(['waiting']);
    const id = item?.proposal.id ?? '';
    expect(await dreamwright.comment(id, `Like ${word}?`)).toMatchObject({ kind: 'waiting' });
    expect(await dreamwright.reject([id], `It is ${word}.`)).toMatchObject({ kind: 'rejected' });
    expect((await dreamwright.transcript('s9')).map(({ text }) => text)).toEqual([`Remember ${mark}.`]);
    await dreamwright.close();
    const store = join(root, '.dreamwright', 'store');
    expect([...filesWith(store, word), ...filesWith(store, word.toLowerCase())]).toEqual([]);
  });
});

describe('a constitution in the settings', () => {
  it('adds to what is protected as the person’s own file does, and is kept with the verdict', async () => {
    const { dreamwright } = await aPlace({ ...NO_CHOICES, constitution: '## Protected topics\n- billing schema\n' });
    await dreamwright.appendEvents(SAID.header, SAID.events);
    await dream(dreamwright);
    const [item] = await dreamwright.items(['waiting']);
    expect(item?.verdict.hits.map(({ rule }) => rule)).toContain('semantic.protected');
    const kept = (await dreamwright.journal()).flatMap(({ record }) =>
      record?.kind === 'constitution' ? [record] : [],
    );
    expect(kept.map(({ hash }) => hash)).toEqual([item?.verdict.constitution]);
    expect(kept[0]?.constitution.protectedTopics).toContain('billing schema');
  });

  it('can be a preset', async () => {
    const { dreamwright } = await aPlace({ ...NO_CHOICES, preset: 'privacy' });
    await dreamwright.appendEvents(SAID.header, SAID.events);
    await dream(dreamwright);
    expect(await dreamwright.items(['refused'])).toHaveLength(1);
    expect(await dreamwright.remember({ text: `Ask ${MAIL}.` })).toMatchObject({ kind: 'refused' });
  });
});

describe('a false alarm allowed by pattern', () => {
  const ALLOWANCE = { rule: 'personal.email', pattern: '*@contoso.com' };

  it('is kept in the person’s own file and the journal, and the refused proposal waits', async () => {
    const { dreamwright, own } = await aPlace({ ...NO_CHOICES, preset: 'privacy' });
    await dreamwright.appendEvents(SAID.header, SAID.events);
    await dream(dreamwright);
    await writeFile(own, '# Mine\n\n## Allowed\n- secret.high-entropy: build-2026-*\n\n## Protected topics\n- pay\n');
    const [item] = await dreamwright.items(['refused']);
    expect(await dreamwright.allowPattern(item?.proposal.id ?? '', ALLOWANCE)).toMatchObject({ kind: 'waiting' });
    expect(await readFile(own, 'utf8')).toBe(
      '# Mine\n\n## Allowed\n- secret.high-entropy: build-2026-*\n- personal.email: *@contoso.com\n\n## Protected topics\n- pay\n',
    );
    const acts = (await dreamwright.journal()).filter(({ actor }) => actor.kind === 'person');
    expect(acts.slice(-2)).toMatchObject([
      { actor: { kind: 'person', name: 'ada' }, record: { kind: 'allowed', ...ALLOWANCE } },
      { actor: { kind: 'person', name: 'ada' }, record: { kind: 'revised' } },
    ]);
    expect(await dreamwright.remember({ text: `Ask ${MAIL}.` })).toMatchObject({ kind: 'committed' });
  });

  it('counts for nothing in a workspace’s file, and the person is told', async () => {
    const { dreamwright, root } = await aPlace({ ...NO_CHOICES, preset: 'privacy' });
    await writeFile(join(root, '.dreamwright', 'constitution.md'), '## Allowed\n- personal.email: *@contoso.com\n');
    expect(await dreamwright.remember({ text: `Ask ${MAIL}.` })).toMatchObject({ kind: 'refused' });
    expect((await dreamwright.notices()).join(' ')).toContain('*Allowed* counts only in your own file');
  });

  it('is not taken when it is too wide', async () => {
    const { dreamwright, own } = await aPlace();
    const outcome = await dreamwright.allowPattern('prp_x', { rule: 'personal.email', pattern: '*' });
    expect(outcome).toMatchObject({ kind: 'invalid', message: expect.stringContaining('too wide') });
    await expect(readFile(own, 'utf8')).rejects.toThrow();
  });
});
