import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../../src/core/collect.ts';
import type { RecurringFailure } from '../../src/core/dream/finding.ts';
import { hashText } from '../../src/core/hash-text.ts';
import type { RedactionOutcome } from '../../src/core/journal/decide-redaction.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import type { Store } from '../../src/core/store.ts';
import { type FileOperations, nodeFileOperations } from '../../src/store/file-operations.ts';
import { openStore } from '../../src/store/open-store.ts';
import {
  aCommit,
  aDigest,
  aDream,
  aFolder,
  aHeader,
  aMemory,
  anEvent,
  anItem,
  append,
  aStore,
  creation,
  ids,
  NOON,
  PERSON,
  redact,
  remember,
} from './builders.ts';
import { filesWith } from './disk.ts';

const SECRET = 'the vault opens with xyzzy plugh';
const SECRET_FIRST = aMemory('m', {
  path: '/vault/xyzzy.md',
  text: `# Vault\n${SECRET}, always.`,
  evidence: [{ session: 's', event: '1', quote: SECRET }],
});
const CLEAN = { ...SECRET_FIRST, path: '/vault.md', text: '# Vault\nAsk Ada for the way in.' };
const OTHER = aMemory('other', { text: 'Deploy on Mondays only.' });

function finding(id: string, summary: string): RecurringFailure {
  return {
    kind: 'recurring-failure',
    error: null,
    id,
    score: 0.5,
    summary,
    evidence: [{ session: 's', event: '1', quote: SECRET }],
    sessions: ['s'],
    command: 'open',
    failures: 2,
    rules: [],
    remedy: null,
    ruledBy: null,
    isTold: false,
    warned: null,
    isDeclared: false,
    firstAt: '',
    lastAt: '',
  };
}

/** A memory that a dream made beside another one, with its proposal and findings, and that a person then changed. */
async function fill(store: Store): Promise<void> {
  await append(store, { kind: 'proposed', items: [itemOf('prp_0', OTHER, `He said: ${SECRET}, always.`)] });
  await append(store, {
    kind: 'dream-ended',
    dream: aDream('drm_1'),
    findings: [finding('fnd_1', 'xyzzy fails'), finding('fnd_2', 'Deploys fail on Fridays')],
    items: [itemOf('prp_1', SECRET_FIRST, 'xyzzy is how'), itemOf('prp_2', OTHER, 'seen twice')],
    commit: aCommit(
      [
        [null, SECRET_FIRST],
        [null, OTHER],
      ],
      { dream: 'drm_1', cause: 'dream' },
    ),
    watermarks: {},
  });
  await append(store, { kind: 'commit', commit: aCommit([[SECRET_FIRST, CLEAN]]), comment: `not ${SECRET}` });
}

function itemOf(id: string, memory: Memory, reason: string) {
  const item = anItem(id, { state: 'committed' });
  const changes = [{ id: memory.id, before: null, after: memory }];
  return { ...item, proposal: { ...item.proposal, path: memory.path, changes, reason, findings: ['fnd_1'] } };
}

function redactFirst(
  store: Store,
  version: string | 'all' = store.view.versions('m')[0]?.id ?? '',
): Promise<RedactionOutcome> {
  return redact(store, 'm', version);
}

function expectRedacted(store: Store): void {
  expect(filesWith(store.directory, 'xyzzy')).toEqual([]);
  expect(store.view.versions('m')).toMatchObject([
    { operation: 'created', content: null, redacted: true, sequence: 2, actor: PERSON },
    { operation: 'modified', redacted: false, content: { text: CLEAN.text, path: CLEAN.path } },
  ]);
  expect(ids(store.view.memories())).toEqual(['other', 'm']);
  expect(store.view.memory('other')).toEqual(OTHER);
  expect(store.view.versions('other')[0]?.content).toEqual(OTHER);
  const findings = store.view.findings('drm_1');
  expect(findings.map(({ summary }) => summary)).toEqual(['[redacted]', 'Deploys fail on Fridays']);
  expect(store.view.item('prp_2')?.proposal.changes[0]?.after).toEqual(OTHER);
}

test('a redacted version leaves no byte of its content anywhere, and all else stays', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await fill(store);
  await store.snapshot();
  const { generation } = store.view;
  expect(filesWith(directory, 'xyzzy')).toEqual(['journal.jsonl', 'memory.sqlite']);
  const size = readFileSync(join(directory, 'journal.jsonl')).length;
  expect(await redactFirst(store)).toEqual({
    kind: 'redacted',
    versions: 1,
    memories: [],
    masked: [],
    sessions: ['s'],
  });
  expectRedacted(store);
  expect(store.view.generation).toBeGreaterThan(generation);
  expect(readFileSync(join(directory, 'journal.jsonl')).length).toBeGreaterThan(size);
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 4 });
  await remember(store, 'next');
  expect(await store.verifyJournal()).toEqual({ ok: true, entries: 5 });
});

test('a redaction counts for every reader: with the saved database, without it, and in another process', async () => {
  const directory = aFolder();
  const store = await openStore(directory, { clock: NOON });
  const other = await aStore(directory);
  await fill(store);
  await other.refresh();
  await redactFirst(store);
  await other.refresh();
  expectRedacted(other);
  await store.close();
  expectRedacted(await aStore(directory));
  rmSync(join(directory, 'memory.sqlite'));
  expectRedacted(await aStore(directory));
  expect(JSON.stringify(await collect(other.journal()))).not.toContain('xyzzy');
});

test('a database that another process still holds does not bring a redacted text back', async () => {
  const directory = aFolder();
  const [store, other] = [await aStore(directory), await aStore(directory)];
  await fill(store);
  await other.refresh();
  await redactFirst(store);
  await other.snapshot();
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
});

test('copies that were kept aside lose it too', async () => {
  const directory = aFolder();
  const first = await openStore(directory, { clock: NOON });
  await fill(first);
  await first.close();
  const line = readFileSync(join(directory, 'journal.jsonl'), 'utf8').split('\n')[1] ?? '';
  writeFileSync(join(directory, 'memory.sqlite'), `damaged ${SECRET}`);
  appendFileSync(join(directory, 'journal.jsonl'), line.slice(0, -9));
  cpSync(join(directory, 'journal.jsonl'), join(directory, 'replaced-before', 'journal.jsonl'), { recursive: true });
  const store = await aStore(directory);
  expect(filesWith(directory, 'xyzzy')).toEqual(
    expect.arrayContaining(['journal.jsonl', 'damaged/memory.sqlite', 'replaced-before/journal.jsonl']),
  );
  await redactFirst(store);
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
});

test('all versions of a deleted memory go at once', async () => {
  const store = await aStore();
  await fill(store);
  const vector = { model: 'tiny', dimensions: 1, packed: new Uint8Array(5) };
  store.saveVectors([CLEAN, OTHER].map(({ id, text }) => ({ owner: id, hash: hashText(text), ...vector })));
  expect([...store.vectors('tiny')]).toHaveLength(2);
  await append(store, { kind: 'commit', commit: aCommit([[CLEAN, null]]), comment: null });
  expect(await redactFirst(store, 'all')).toMatchObject({ kind: 'redacted', versions: 2 });
  expect([...store.vectors('tiny')].map(({ owner }) => owner)).toEqual(['other']);
  expect([...filesWith(store.directory, 'xyzzy'), ...filesWith(store.directory, 'Ask Ada')]).toEqual([]);
  expect(store.view.versions('m').map(({ operation, redacted }) => [operation, redacted])).toEqual([
    ['created', true],
    ['modified', true],
    ['deleted', false],
  ]);
});

test('what a redaction restated can be redacted in its turn', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await fill(store);
  await redactFirst(store);
  await append(store, { kind: 'commit', commit: aCommit([[OTHER, null]]), comment: null });
  await redact(store, 'other', 'all');
  expect([...filesWith(directory, 'xyzzy'), ...filesWith(directory, 'Mondays')]).toEqual([]);
  rmSync(join(directory, 'memory.sqlite'));
  const again = await aStore(directory);
  for (const { view } of [store, again]) {
    expect(ids(view.memories())).toEqual(['m']);
    expect(view.memory('m')?.text).toBe(CLEAN.text);
    expect([...view.versions('m'), ...view.versions('other')].map(({ redacted }) => redacted)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  }
  expect(await again.verifyJournal()).toEqual({ ok: true, entries: 6 });
});

test('what the memory says now is not redacted, nor what is unknown or gone', async () => {
  const store = await aStore();
  await fill(store);
  const [, current] = store.view.versions('m');
  expect(await redactFirst(store, current?.id)).toMatchObject({ message: expect.stringContaining('Change or delete') });
  expect(await redactFirst(store, 'ver_unknown')).toMatchObject({ kind: 'invalid' });
  await redactFirst(store);
  expect(await redactFirst(store)).toMatchObject({ kind: 'invalid' });
  expect(store.view.sequence).toBe(4);
});

test('an entry overwritten by hand is no redaction: the proof names it', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await fill(store);
  await redactFirst(store);
  const lines = readFileSync(join(directory, 'journal.jsonl'), 'utf8').split('\n');
  writeFileSync(join(directory, 'journal.jsonl'), lines.with(3, '').join('\n').replace('\n\n', '\n'));
  expect(await store.verifyJournal()).toMatchObject({
    ok: false,
    firstBad: 1,
    reason: 'its content was overwritten without a redaction',
  });
});

test('the words that a person saved by hand go with the version', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  const header = aHeader('by-hand', { agent: 'person', format: 'dreamwright', title: 'Written by hand' });
  await store.appendEvents(header, [anEvent('by-hand', 'e1', `${SECRET} "é"`), anEvent('by-hand', 'e2', 'Ask Ada.')]);
  const first = { ...SECRET_FIRST, evidence: [{ session: 'by-hand', event: 'e1', quote: SECRET }] };
  const second = { ...CLEAN, evidence: [...first.evidence, { session: 'by-hand', event: 'e2', quote: 'Ask Ada.' }] };
  await append(store, creation(first), { kind: 'commit', commit: aCommit([[first, second]]), comment: null });
  expect(await redactFirst(store)).toMatchObject({ kind: 'redacted', sessions: [] });
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
  const [hidden, kept] = await collect(store.events('by-hand'));
  expect([hidden?.id, hidden?.text.replaceAll('-', ''), kept?.text]).toEqual(['e1', '', 'Ask Ada.']);
  expect(store.view.memory('m')?.evidence.map(({ quote }) => quote)).toEqual(['', 'Ask Ada.']);
  rmSync(join(directory, 'memory.sqlite'));
  const again = await aStore(directory);
  expect([...again.indexedEvents()].flat().map(({ text }) => text.includes('xyzzy'))).toEqual([false, false]);
  expect(again.notices).toHaveLength(1);
});

/** What agents and people say of a memory in a chat: seen by its tool, written by it, quoted, asked about. */
function chatAbout(session: string, line: string): readonly SessionEvent[] {
  const call = {
    ...anEvent(session, 'call'),
    origin: 'assistant',
    type: 'tool_call',
    call: 'c',
    tool: 'memory',
  } as const;
  return [
    {
      ...call,
      text: '',
      input: { command: 'create', path: '/memories/vault/xyzzy.md', file_text: `# Vault\n${line}` },
    },
    {
      ...anEvent(session, 'result'),
      type: 'tool_result',
      call: 'c',
      isError: false,
      text: `     1\t# Vault\n     2\t${line}`,
    },
    {
      ...anEvent(session, 'json'),
      type: 'tool_result',
      call: 'd',
      isError: false,
      text: JSON.stringify({ text: `a\n${line}` }),
    },
    { ...anEvent(session, 'reply'), type: 'assistant', text: `I read “${line}” 😀, so I go in.` },
    anEvent(session, 'asked', 'Does the vault open with words?'),
  ];
}

test('what sessions say again of it goes too, and what else they say stays', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  const other = await aStore(directory);
  await fill(store);
  const line = `${SECRET}, always.`;
  await store.appendEvents(aHeader('chat', { title: `Why ${line}` }), chatAbout('chat', line));
  await store.appendEvents(aHeader('apart'), [anEvent('apart', '1', 'The vault is closed. Ask Ada for the way in.')]);
  store.saveDigest({ ...aDigest('chat'), goal: line });
  await other.refresh();
  expect(await redactFirst(store)).toMatchObject({ kind: 'redacted', masked: ['chat'], sessions: ['s'] });
  await other.refresh();
  await other.snapshot();
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
  rmSync(join(directory, 'memory.sqlite'));
  const again = await aStore(directory);
  expect(again.notices).toHaveLength(1);
  for (const reader of [store, other, again]) {
    const said = (await collect(reader.events('chat'))).map(({ text }) => text.replace(/-+/u, '…'));
    expect(said).toEqual([
      '',
      '     1\t# ….',
      '{"text":"a\\n…."}',
      'I read “….” 😀, so I go in.',
      'Does the vault open with words?',
    ]);
    expect(JSON.stringify([...reader.indexedEvents()])).not.toContain('xyzzy');
    expect(reader.view.session('chat')).toMatchObject({ title: 'Does the vault open with words?', events: 5 });
    expect((await collect(reader.events('apart')))[0]?.text).toContain('Ask Ada for the way in.');
    expect(reader.view.digest('chat')).toBeUndefined();
  }
  await store.appendEvents(aHeader('chat', { title: `Why ${line}` }), [anEvent('chat', 'later', 'Goodbye.')]);
  expect(filesWith(directory, 'xyzzy')).toEqual([]);
});

test('words of a chat that another memory or a version that stays says too are left there', async () => {
  const store = await aStore();
  const shared = 'Run the whole suite twice before you tag a release.';
  const first = aMemory('m', { text: `${shared}\n${SECRET}, always.` });
  await append(store, creation(first), {
    kind: 'commit',
    commit: aCommit([[first, { ...first, text: shared }]]),
    comment: null,
  });
  await store.appendEvents(aHeader('chat'), [anEvent('chat', '1', `So: ${shared} And ${SECRET}, always. Thanks.`)]);
  expect(await redactFirst(store)).toMatchObject({ masked: ['chat'] });
  const [event] = await collect(store.events('chat'));
  expect(event?.text.replace(/-+/u, '…')).toBe(`So: ${shared} And …. Thanks.`);
});

test('a memory of a few words is told from nobody’s: the sessions that say it are named, not changed', async () => {
  const store = await aStore();
  const memory = aMemory('m', { text: 'Run the tests.' });
  await append(store, creation(memory), { kind: 'commit', commit: aCommit([[memory, null]]), comment: null });
  await store.appendEvents(aHeader('chat'), [anEvent('chat', '1', 'Please run the tests.')]);
  expect(await redact(store, 'm', 'all')).toMatchObject({ masked: [], sessions: ['chat'] });
  expect((await collect(store.events('chat')))[0]?.text).toBe('Please run the tests.');
});

test('a memory that rested on words that were redacted is flagged', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await fill(store);
  await store.appendEvents(aHeader('chat'), chatAbout('chat', `${SECRET}, always.`));
  await append(store, creation(aMemory('b', { evidence: [{ session: 'chat', event: 'reply', quote: SECRET }] })));
  await redactFirst(store);
  for (const { view } of [store, await aStore(directory)]) {
    expect(view.bereaved().get('b')).toEqual(['chat']);
    expect(view.memory('b')?.evidence).toEqual([{ session: 'chat', event: 'reply', quote: '' }]);
  }
});

test('a removed session takes its quotes along, and the memories stay', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await store.appendEvents(aHeader('s'), [anEvent('s', '1', 'Xyzzy opens the old vault, she said.')]);
  await store.appendEvents(aHeader('t'), [anEvent('t', '1', 'Deploy on Mondays.')]);
  const quote = 'Xyzzy opens the old vault, she said.';
  const memory = aMemory('a', {
    text: 'The vault has a word.',
    evidence: [
      { session: 's', event: '1', quote },
      { session: 't', event: '1', quote: 'Deploy on Mondays.' },
    ],
  });
  await append(store, creation(memory));
  await append(store, { kind: 'decided', proposals: [], state: 'rejected', comment: `No: "${quote}"` });
  await store.snapshot();
  await store.removeSession(PERSON, 's', 'private');
  expect(filesWith(directory, 'Xyzzy')).toEqual([]);
  const again = await aStore(directory);
  for (const { view } of [store, again]) {
    expect(view.memory('a')).toMatchObject({ text: memory.text });
    expect(view.memory('a')?.evidence.map((one) => one.quote)).toEqual(['', 'Deploy on Mondays.']);
    expect(view.bereaved()).toEqual(new Map([['a', ['s']]]));
  }
  expect(await again.verifyJournal()).toEqual({ ok: true, entries: 4 });
});

/** A disk that stops working at its n-th change, as when the process is killed there. */
function dyingDisk(changes: number): FileOperations {
  let left = changes;
  const dying =
    <Arguments extends readonly unknown[], Result>(act: (...values: Arguments) => Result) =>
    (...values: Arguments): Result => {
      if (left-- <= 0) throw new Error('killed');
      return act(...values);
    };
  const { writeSync, fsyncSync, renameSync, unlinkSync, ftruncateSync } = nodeFileOperations;
  return {
    ...nodeFileOperations,
    writeSync: dying((file: number, bytes: Uint8Array, offset: number, length: number, position: number | null) => {
      // Half of it gets through.
      const part = left === 0 ? length >> 1 : length;
      return writeSync(file, bytes, offset, part, position);
    }) as FileOperations['writeSync'],
    fsyncSync: dying(fsyncSync),
    renameSync: dying(renameSync),
    unlinkSync: dying(unlinkSync),
    ftruncateSync: dying(ftruncateSync),
  };
}

test('a redaction that dies anywhere in its course is finished at the next start', async () => {
  const source = aFolder();
  const filled = await openStore(source, { clock: NOON });
  await fill(filled);
  await filled.appendEvents(aHeader('chat'), chatAbout('chat', `${SECRET}, always.`));
  await filled.close();
  for (let changes = 2, isDone = false; !isDone; changes++) {
    const directory = aFolder();
    cpSync(source, directory, { recursive: true });
    const dying = await openStore(directory, { clock: NOON, operations: dyingDisk(changes) });
    const outcome = await redactFirst(dying).catch(() => null);
    dying.close().catch(() => undefined);
    rmSync(join(directory, 'append.lock'), { force: true });
    const store = await openStore(directory, { clock: NOON });
    isDone = outcome !== null;
    const isRecorded = store.view.versions('m')[0]?.redacted === true;
    if (isDone) expect(isRecorded).toBe(true);
    if (isRecorded) expectRedacted(store);
    else expect(store.view.versions('m')[0]?.content).toEqual(SECRET_FIRST);
    expect((await collect(store.events('chat'))).map(({ id }) => id)).toEqual([
      'call',
      'result',
      'json',
      'reply',
      'asked',
    ]);
    expect((await store.verifyJournal()).ok).toBe(true);
    await store.close();
  }
});
