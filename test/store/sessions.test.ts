import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../../src/core/collect.ts';
import type { RecallEvent, ToolCallEvent } from '../../src/core/sessions/event.ts';
import { aDigest, aFolder, aHeader, aMemory, anEvent, append, aStore, creation, PERSON } from './builders.ts';

function sessionFiles(directory: string): readonly string[] {
  return readdirSync(join(directory, 'sessions')).filter((name) => name.endsWith('.jsonl'));
}

test('events come back whole and in order, from any place on', async () => {
  const store = await aStore();
  const long = 'x'.repeat(3 << 20);
  const call: ToolCallEvent = {
    ...anEvent('s', '3'),
    type: 'tool_call',
    call: 'c',
    tool: 'Bash',
    input: { command: 'ls' },
  };
  const events = [anEvent('s', '1', long), anEvent('s', '2', 'line\nfeed \u2028 😀'), call];
  expect(await store.appendEvents(aHeader('s'), events)).toBe(3);
  expect(await collect(store.events('s'))).toEqual(events);
  expect(await collect(store.events('s', 2))).toEqual([call]);
  expect(await collect(store.events('s', 3))).toEqual([]);
  expect(await collect(store.events('unknown'))).toEqual([]);
});

test('an event whose id the session holds is not added again, nor twice in one batch', async () => {
  const store = await aStore();
  const events = [anEvent('s', '1'), anEvent('s', '2')];
  expect(await store.appendEvents(aHeader('s'), [...events, ...events])).toBe(2);
  expect(await store.appendEvents(aHeader('s'), [...events, anEvent('s', '3')])).toBe(1);
  expect(await store.appendEvents(aHeader('other'), events)).toBe(2);
  expect(store.view.session('s')?.events).toBe(3);
});

test('a session is summed up by its header and events', async () => {
  const store = await aStore();
  const header = aHeader('s', { parentSession: 'p', trust: 'none' });
  const later = { ...anEvent('s', '2'), at: '2026-02-02T10:00:00.000Z' };
  await store.appendEvents(header, [anEvent('s', '1', ' Why  does\nit fail? '), later]);
  expect(store.view.sessions()).toEqual([
    {
      session: 's',
      agent: 'claude-code',
      format: 'plain',
      title: 'Why does it fail?',
      started: '2026-02-01T10:00:00.000Z',
      ended: '2026-02-02T10:00:00.000Z',
      events: 2,
      parentSession: 'p',
      folders: [],
      digested: 0,
      trust: 'none',
    },
  ]);
});

test('a title given later and the answer given at the import take their place', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await store.appendEvents(aHeader('s'), [anEvent('s', '1')]);
  await store.appendEvents(aHeader('s', { title: 'Flaky tests' }), [anEvent('s', '2')]);
  await append(store, { kind: 'session-imported', session: 's', format: 'plain', trust: 'none', author: null });
  const again = await aStore(directory);
  expect(again.view.sessions()).toEqual(store.view.sessions());
  expect(again.view.session('s')).toMatchObject({ title: 'Flaky tests', trust: 'none', events: 2 });
});

test('a file is named by a hash, whatever the session is called', async () => {
  const store = await aStore();
  await store.appendEvents(aHeader('../../etc/passwd\0'), [anEvent('../../etc/passwd\0', '1')]);
  expect(sessionFiles(store.directory)).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.jsonl$/)]);
});

test('the index holds at most 2 kB of an event, its beginning and end, cut between characters', async () => {
  const store = await aStore();
  const long = `a${'😀'.repeat(1000)}z`;
  await store.appendEvents(aHeader('s'), [anEvent('s', '1', long), anEvent('s', '2', 'short')]);
  const events = [...store.indexedEvents()].flat();
  expect(events.map(({ text }) => Buffer.byteLength(text))).toEqual([2047, 5]);
  expect(events[0]?.text).toBe(`a${'😀'.repeat(383)}\n…\n${'😀'.repeat(127)}z`);
  expect(events.map(({ index }) => index)).toEqual([0, 1]);
});

/** Output of 200 kB with an error somewhere. */
function longOutput(...errors: readonly string[]): string {
  const lines = Array.from(
    { length: 4000 },
    (_, index) => `PASS src/module-${index}.test.ts (${index} ms, all is fine)`,
  );
  for (const [place, error] of errors.entries())
    lines.splice(((place + 1) * lines.length) / (errors.length + 1), 0, error);
  return lines.join('\n');
}

test.each([
  ['in its last line', `${longOutput()}\nnpm ERR! code ERR_ZEBRA_QUUX4711`, 'ERR_ZEBRA_QUUX4711'],
  ['of TypeScript', longOutput("src/a.ts(3,7): error TS2304: Cannot find name 'zebra'."), "Cannot find name 'zebra'"],
  ['of Rust', longOutput('error[E0382]: borrow of moved value: `zebra`'), 'borrow of moved value: `zebra`'],
  ['of Python', longOutput('zebra.core.StripeError: too many stripes'), 'zebra.core.StripeError'],
  ['of Go', longOutput('panic: runtime error: index out of range [7] with length 3'), 'index out of range'],
  ['of a test', longOutput('  ✕ counts the stripes of a zebra (5 ms)'), 'counts the stripes'],
  ['of a system', longOutput("mkdir: cannot create directory '/zebra': Permission denied"), '/zebra'],
  ['in Japanese', longOutput('エラー: しまうまが見つかりません'), 'しまうま'],
  [
    'in one line of all',
    `${'{"ok":true},'.repeat(20_000)}{"error":"zebra overflow"},${'{"ok":true},'.repeat(20_000)}`,
    'zebra overflow',
  ],
])('the index holds an error %s of a long output, wherever it stands', async (_, output, told) => {
  const store = await aStore();
  await store.appendEvents(aHeader('s'), [anEvent('s', '1', output)]);
  const [event] = [...store.indexedEvents()].flat();
  expect(event?.text).toContain(told);
  expect(Buffer.byteLength(event?.text ?? '')).toBeLessThanOrEqual(2048);
});

test('many errors take turns: each kind once, and lines that only speak of errors give way', async () => {
  const store = await aStore();
  const errors = Array.from({ length: 900 }, (_, index) => `Error: request ${index} timed out`);
  const code = Array.from(
    { length: 900 },
    (_, index) => `   ${index}→\treturn fmt.Errorf("failed to read ${index}: %w", err)`,
  );
  const lines = ['0 errors, 0 failed', ...errors, ...code, 'fatal: no zebra in the herd'];
  const output = [longOutput(), ...lines, longOutput()].join('\n');
  await store.appendEvents(aHeader('s'), [anEvent('s', '1', output)]);
  const [, ...pieces] = [...store.indexedEvents()].flat()[0]?.text.split('\n…\n') ?? [];
  expect(pieces.slice(0, -1)).toEqual(['Error: request 0 timed out', 'fatal: no zebra in the herd']);
});

test('indexed events go on after a row', async () => {
  const store = await aStore();
  await store.appendEvents(aHeader('s'), [anEvent('s', '1'), anEvent('s', '2')]);
  const seen = [...store.indexedEvents()].flat();
  await store.appendEvents(aHeader('t'), [anEvent('t', '3')]);
  const after = [...store.indexedEvents(seen.at(-1)?.row)].flat();
  expect(after.map(({ id }) => id)).toEqual(['3']);
});

test('uses of memories are counted from recall events', async () => {
  const store = await aStore();
  const recall = (id: string, ...memories: readonly string[]): RecallEvent => ({
    ...anEvent('s', id),
    type: 'recall',
    memories,
  });
  await store.appendEvents(aHeader('s'), [recall('1', 'a', 'b'), recall('2', 'a')]);
  expect(store.view.useCounts()).toEqual(
    new Map([
      ['a', 2],
      ['b', 1],
    ]),
  );
});

test('removing a session takes its events, leaves a tombstone and flags the memories that rested on it', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await store.appendEvents(aHeader('s'), [anEvent('s', '1', 'a private thing')]);
  await store.appendEvents(aHeader('t'), [anEvent('t', '1')]);
  await append(store, creation(aMemory('a', { evidence: [{ session: 's', event: '1', quote: 'a' }] })));
  await append(store, creation(aMemory('b', { evidence: [{ session: 't', event: '1', quote: 'b' }] })));
  const { generation } = store.view;
  await store.removeSession(PERSON, 's', 'private');
  const again = await aStore(directory);
  for (const { view } of [store, again]) {
    expect(view.sessions().map(({ session }) => session)).toEqual(['t']);
    expect(view.isRemoved('s')).toBe(true);
    expect(view.bereaved()).toEqual(new Map([['a', ['s']]]));
  }
  expect(store.view.generation).toBeGreaterThan(generation);
  expect(sessionFiles(directory)).toHaveLength(1);
  expect(readFileSync(join(directory, 'journal.jsonl'), 'utf8')).toContain('session-removed');
});

test('a removed session stays removed when it is imported again', async () => {
  const store = await aStore();
  await store.appendEvents(aHeader('s'), [anEvent('s', '1')]);
  await store.removeSession(PERSON, 's', 'private');
  expect(await store.appendEvents(aHeader('s'), [anEvent('s', '1')])).toBe(0);
  expect(sessionFiles(store.directory)).toEqual([]);
});

test('a digest is kept until its session goes', async () => {
  const directory = aFolder();
  const store = await aStore(directory);
  await store.appendEvents(aHeader('s'), [anEvent('s', '1')]);
  const digest = aDigest('s');
  store.saveDigest(digest);
  await store.snapshot();
  const again = await aStore(directory);
  expect(again.view.digest('s')).toEqual(digest);
  await again.removeSession(PERSON, 's', 'private');
  expect(again.view.digest('s')).toBeUndefined();
});
