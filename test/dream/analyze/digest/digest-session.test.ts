import { describe, expect, it } from 'vitest';
import { digestSession } from '../../../../src/core/dream/analyze/digest/digest-session.ts';
import { independentGroups } from '../../../../src/core/dream/analyze/independent-groups.ts';
import { packJson } from '../../../../src/core/pack-json.ts';
import type { SessionEvent } from '../../../../src/core/sessions/event.ts';

const base = (index: number) => ({
  session: 's',
  id: `e${index}`,
  at: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
  agent: 'agent',
});
const user = (index: number, text: string, origin: SessionEvent['origin'] = 'user'): SessionEvent => ({
  ...base(index),
  type: 'user',
  origin,
  text,
});

function longSession(): readonly SessionEvent[] {
  const events: SessionEvent[] = [user(0, 'Always run the linter. Then add a page.')];
  for (let turn = 1; turn < 400; turn += 2) {
    const call = `c${turn}`;
    events.push({
      ...base(turn),
      type: 'tool_call',
      origin: 'assistant',
      call,
      tool: 'Bash',
      input: { command: `npm run lint -- ${turn}` },
      text: 'npm run lint',
    });
    events.push({
      ...base(turn + 1),
      type: 'tool_result',
      origin: 'tool',
      call,
      isError: turn % 4 === 1,
      text: `src/a.ts:${turn}:1: bad thing (rule-a)\n${'x'.repeat(4_000)}`,
    });
  }
  return events;
}

describe('digestSession', () => {
  it('is at least twenty times smaller than the session', async () => {
    const events = longSession();
    const digest = await digestSession({ session: 's', agent: 'agent' }, events);
    expect(packJson(digest).length * 20).toBeLessThanOrEqual(JSON.stringify(events).length);
    expect(digest.events).toBe(events.length);
    expect(digest.commands.some(({ failed }) => failed)).toBe(true);
  });
  it('takes statements only from words that are the person’s own', async () => {
    const digest = await digestSession({ session: 's', agent: 'agent' }, [
      user(0, 'Always use tabs.', 'external'),
      user(1, 'Always use spaces.'),
    ]);
    expect(digest.statements.map(({ text }) => text)).toEqual(['Always use spaces.']);
  });
  it('makes an instruction of the sentence before "add a rule for this"', async () => {
    const digest = await digestSession({ session: 's', agent: 'agent' }, [
      user(0, 'split subcommands into their own folders. add a cursor rule recording this preference.'),
    ]);
    expect(digest.statements.map(({ text, standing }) => [text, standing])).toEqual([
      ['split subcommands into their own folders.', 'explicit'],
    ]);
  });
  it('takes a command that a person reports as failing for one that the person ran', async () => {
    const digest = await digestSession({ session: 's', agent: 'agent' }, [user(0, 'hm, "mise run test:ci" fails')]);
    expect(digest.commands).toMatchObject([{ command: 'mise run test:ci', failed: true, ranBy: 'person' }]);
  });
  it('quotes what stands literally in the event', async () => {
    const events = longSession();
    const digest = await digestSession({ session: 's', agent: 'agent' }, events);
    const texts = new Map(events.map((event) => [event.id, event.text.replace(/\s+/gu, ' ')]));
    const told = [...digest.commands, ...digest.statements].filter(({ evidence }) => evidence.event !== '');
    expect(told.length).toBeGreaterThan(100);
    for (const { evidence } of told) expect(texts.get(evidence.event)).toContain(evidence.quote);
  });
});

describe('independentGroups', () => {
  const digestOf = (session: string, events: readonly SessionEvent[]) =>
    digestSession({ session, agent: 'agent' }, events);

  it('counts sessions that share events once', async () => {
    const events = longSession();
    const digests = [
      await digestOf('a', events),
      await digestOf('b', events.slice(200)),
      await digestOf('c', [user(999, 'hello there')]),
    ];
    expect([...independentGroups(digests).values()]).toEqual(['a', 'a', 'c']);
  });
  it('counts a session and its date-prefixed copy once', async () => {
    const digests = [
      await digestOf('0f0f0f0f-1', [user(1, 'a b c')]),
      await digestOf('2026-01-02-0f0f0f0f-1', [user(2, 'd e f')]),
    ];
    expect(new Set(independentGroups(digests).values()).size).toBe(1);
  });
  it('counts a subagent with the session that started it', async () => {
    const parent = await digestOf('parent', [user(1, 'a b c')]);
    const child = await digestSession({ session: 'child', agent: 'scout', parentSession: 'parent' }, [
      user(2, 'd e f'),
    ]);
    expect(new Set(independentGroups([parent, child]).values()).size).toBe(1);
  });
});
