import { describe, expect, test } from 'vitest';
import { revertChoices } from '../../src/editor/dreams/revert-choices.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const SESSIONS = [
  scriptSession('s1', '2026-01-05', [
    { user: 'Fix the login form.' },
    { user: 'From now on always run `pnpm lint` before you commit.' },
  ]),
  scriptSession('s2', '2026-01-06', [{ user: 'From now on always name branches after their ticket.' }]),
  scriptSession('s3', '2026-01-07', [{ user: 'Rename the button.' }]),
];

async function known() {
  const { dreamwright } = await openTemporary(() => NOW);
  for (const { header, events } of SESSIONS) await dreamwright.appendEvents(header, events);
  await dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' });
  const sessions = new Map((await dreamwright.sessions()).map((session) => [session.session, session]));
  return { entries: await dreamwright.journal(), dreams: await dreamwright.dreams(), sessions, now: NOW };
}

describe('what can be taken back', () => {
  test('is offered by dream, session, origin and time, with how much it would change', async () => {
    const store = await known();
    expect(revertChoices('dream', store)).toMatchObject([{ filter: { dream: store.dreams[0]?.id }, changes: 2 }]);
    expect(revertChoices('session', store).map(({ filter, changes }) => [filter.session, changes])).toEqual(
      expect.arrayContaining([
        ['s1', 1],
        ['s2', 1],
      ]),
    );
    expect(revertChoices('origin', store)).toMatchObject([{ label: 'What came from a person', changes: 2 }]);
    expect(revertChoices('since', store).map(({ changes }) => changes)).toEqual([2, 2, 2, 2]);
  });

  test('is not offered where it would change nothing', async () => {
    const store = await known();
    expect(revertChoices('session', store).map(({ filter }) => filter.session)).not.toContain('s3');
    const later = { ...store, now: new Date('2026-03-03T12:00:00.000Z') };
    expect(revertChoices('since', later).map(({ label }) => label)).toEqual(['In the last week', 'In the last month']);
  });
});
