import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { redact } from '../../src/core/secrets/redact.ts';
import type { UserEvent } from '../../src/core/sessions/event.ts';
import { openTemporary } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

const NAUGHTY = readFileSync('test/fixtures/naughty-strings/strings.base64.txt', 'utf8')
  .split('\n')
  .map((line) => Buffer.from(line, 'base64').toString('utf8'))
  .filter((text) => text.trim() !== '');
const MEGABYTE = 'one word and another, '.repeat(50_000);

function saying(text: string, index: number): UserEvent {
  return {
    type: 'user',
    session: `said ${text}`.slice(0, 200),
    id: `e${index} ${text}`.slice(0, 200),
    at: '2026-01-05T09:00:00.000Z',
    agent: text,
    author: text,
    origin: 'user',
    text,
  };
}

it('events of naughty text, with naughty ids and names, come back as they were said', async () => {
  const store = await openTemporary();
  const events = [...NAUGHTY, MEGABYTE].map(saying);
  for (const event of events) {
    await store.dreamwright.appendEvents(
      { session: event.session, agent: event.agent, format: 'plain', title: event.text.slice(0, 100), trust: 'user' },
      [event],
    );
  }
  const reopened = await store.reopen();
  for (const event of events) {
    expect(await reopened.transcript(event.session)).toContainEqual({ ...event, text: redact(event.text).text });
  }
  for (const text of NAUGHTY) await reopened.recall(text, { limit: 5, within: 'all' });
  const outcome = await reopened.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' });
  expect(outcome).toMatchObject({
    record: { status: 'completed', sessions: new Set(events.map((e) => e.session)).size },
  });
});

it('a naughty memory is kept word for word or refused by a named rule, and found again', async () => {
  const store = await openTemporary();
  const kept = new Map<string, string>();
  for (const [index, text] of [...NAUGHTY, MEGABYTE].entries()) {
    const path = `/naughty/${index}.md`;
    const outcome = await store.dreamwright.remember({ text, path });
    if (outcome.kind === 'committed') kept.set(path, text.trim());
    else if (outcome.kind === 'refused') expect(outcome.item.verdict.hits).not.toEqual([]);
    else expect(outcome).toMatchObject({ kind: 'invalid', message: expect.stringMatching(/\S/u) });
  }
  expect(kept.size).toBeGreaterThan(NAUGHTY.length / 2);
  const reopened = await store.reopen();
  const memories = await reopened.memories('/naughty');
  expect(new Map(memories.map(({ path, text }) => [path, text]))).toEqual(kept);
  expect(await reopened.verifyJournal()).toMatchObject({ ok: true });
  const prompt = await reopened.recallForPrompt(NAUGHTY.join(' '), 4000);
  expect(prompt.text.length).toBeLessThan(40_000);
});

it('a naughty path is taken or refused with one clear line', async () => {
  const { dreamwright } = await openTemporary();
  for (const [index, text] of NAUGHTY.entries()) {
    const outcome = await dreamwright.remember({ text: `Note ${index}.`, path: `/${text}` });
    if (outcome.kind === 'committed') expect(await dreamwright.memory(outcome.memories[0]?.id ?? '')).not.toBeNull();
    else expect(outcome).toMatchObject({ kind: 'invalid', message: expect.stringMatching(/^[^\n]+[.]$/u) });
  }
});

it('a proposal edited to naughty text passes the gate again and is committed as it is', async () => {
  const { dreamwright } = await openTemporary();
  const standing = scriptSession('s1', '2026-01-05', [{ user: 'From now on always run `pnpm lint` first.' }]);
  await dreamwright.appendEvents(standing.header, standing.events);
  await dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'cautious' });
  const [item] = await dreamwright.items(['waiting']);
  const id = item?.proposal.id ?? '';
  for (const text of NAUGHTY) {
    const outcome = await dreamwright.editProposal(id, text);
    expect(['waiting', 'refused', 'invalid']).toContain(outcome.kind);
  }
  const last = 'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤ 田中さんにあげて下さい (╯°□°）╯︵ ┻━┻';
  const edited = await dreamwright.editProposal(id, last);
  expect(edited.kind).toBe('waiting');
  const [waiting] = await dreamwright.items(['waiting']);
  await dreamwright.approve([{ id, hash: waiting?.hash ?? '' }]);
  expect((await dreamwright.memories())[0]?.text).toBe(last);
});
