import { describe, expect, it, test } from 'vitest';
import type { DreamRecord } from '../../src/core/dream/dream-record.ts';
import { NOTHING_DONE } from '../../src/core/dream/dream-record.ts';
import { decideScopes } from '../../src/core/dream/scopes/decide-scopes.ts';
import { type DreamScope, takesPart } from '../../src/core/dream/scopes/scope.ts';
import { TRIGGER_DEFAULTS, type TriggerState } from '../../src/core/dream/trigger.ts';
import type { DreamOptions, DreamOutcome, Dreamwright } from '../../src/core/dreamwright.ts';
import type { SessionSummary } from '../../src/core/sessions/session.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { type ScriptedSession, scriptSession } from '../service/session-script.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const HOUR = 3_600_000;

function aSession(session: string, given: Partial<SessionSummary> = {}): SessionSummary {
  return {
    session,
    agent: 'claude-code',
    format: 'claude-code',
    title: session,
    started: '2026-11-20T08:00:00.000Z',
    ended: '2026-11-20T09:00:00.000Z',
    events: 40,
    folders: [],
    digested: 0,
    trust: 'user',
    ...given,
  };
}

function aDream(hoursAgo: number, scope?: string): DreamRecord {
  const at = new Date(NOW.getTime() - hoursAgo * HOUR).toISOString();
  return {
    ...{ id: 'drm_1', status: 'completed', engine: 'local', trigger: 'idle', started: at, ended: at },
    ...NOTHING_DONE,
    ...{ usage: { inputTokens: 0, outputTokens: 0 }, cost: 0, error: null, undone: false },
    ...(scope !== undefined && { scope }),
  };
}

describe('a session takes part in the scope', () => {
  test.each<readonly [title: string, scope: Omit<DreamScope, 'name'>, session: Partial<SessionSummary>, fits: boolean]>(
    [
      ['of its agent', { agents: ['codex', 'claude-code'] }, {}, true],
      ['not of another agent', { agents: ['codex'] }, {}, false],
      ['that its title matches', { sessions: ['*lint*'] }, { title: 'Fix the Lint failure' }, true],
      ['not that its title does not match', { sessions: ['lint*'] }, { title: 'Fix the lint failure' }, false],
      ['that names it by its id', { sessions: ['s(1)'] }, { session: 's(1)', title: 'Other' }, true],
      [
        'of a folder it edited files in',
        { paths: ['packages/api/'] },
        { folders: ['/home/a/w/packages/api/src'] },
        true,
      ],
      [
        'of a folder it ran in, as Windows writes it',
        { paths: ['packages/api'] },
        { folders: ['C:\\w\\packages\\api'] },
        true,
      ],
      ['not of a folder of a longer name', { paths: ['packages/api'] }, { folders: ['/w/packages/api-docs'] }, false],
      ['of a folder by its whole path', { paths: ['/w/docs'] }, { folders: ['/w/docs/deep'] }, true],
      [
        'only when all that is asked fits',
        { agents: ['claude-code'], paths: ['docs'] },
        { folders: ['/w/src'] },
        false,
      ],
    ],
  )('%s', (_title, scope, session, fits) => {
    expect(takesPart(aSession('s', session), [{ name: 'one', ...scope }], 'one')).toBe(fits);
  });

  it('that comes first of those it fits, and in what is left where it fits none', () => {
    const scopes = [
      { name: 'docs', paths: ['docs'] },
      { name: 'all claude', agents: ['claude-code'] },
    ];
    const both = aSession('s', { folders: ['/w/docs'] });
    const names = ['docs', 'all claude', ''];
    expect(names.map((name) => takesPart(both, scopes, name))).toEqual([true, false, false]);
    expect(names.map((name) => takesPart(aSession('s', { agent: 'codex' }), scopes, name))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('that is left out, and then in no dream at all', () => {
    const scopes: readonly DreamScope[] = [{ name: 'private', sessions: ['*secret*'], rhythm: 'never' }];
    const session = aSession('a secret plan');
    expect([undefined, 'private', ''].map((name) => takesPart(session, scopes, name))).toEqual([false, false, false]);
  });
});

describe('each scope has its own rhythm', () => {
  const scopes: readonly DreamScope[] = [
    { name: 'daily', paths: ['app'], rhythm: { intervalHours: 24 } },
    { name: 'weekly', paths: ['docs'], rhythm: { intervalHours: 168 } },
    { name: 'old', agents: ['aider'], rhythm: 'never' },
  ];
  const sessions = [aSession('a', { folders: ['/w/app'] }), aSession('d', { folders: ['/w/docs'] })];
  const decide = (dreams: readonly DreamRecord[], more: Partial<TriggerState> = {}) =>
    decideScopes(
      {
        ...{ now: NOW, settings: TRIGGER_DEFAULTS, sessions, dreams, isPaused: false },
        ...{ idleMilliseconds: 0.5 * HOUR, ...more },
      },
      scopes,
    );

  it('so that one is due while another waits', () => {
    expect(decide([aDream(30, 'daily'), aDream(30, 'weekly')])).toMatchObject({
      decision: { isDue: true, because: 'idle' },
      scope: 'daily',
    });
    expect(decide([aDream(3, 'daily'), aDream(200, 'weekly')])).toMatchObject({ scope: 'weekly' });
  });

  it('and the status bar names each with why it is not due', () => {
    const { decision } = decide([aDream(3, 'daily'), aDream(30, 'weekly')]);
    expect(decision).toMatchObject({
      isDue: false,
      because:
        'daily: the next dream may start in 21 hours; weekly: the next dream may start in 138 hours; old: left out of dreams; other sessions: nothing new since the last dream',
    });
  });

  it('and a dream over everything was one over each', () => {
    expect(decide([aDream(3)]).decision.isDue).toBe(false);
  });

  it('and what the plain settings say holds where there are no scopes', () => {
    const state = {
      now: NOW,
      settings: TRIGGER_DEFAULTS,
      sessions,
      dreams: [],
      isPaused: false,
      idleMilliseconds: HOUR,
    };
    expect(decideScopes(state, [])).toEqual({ decision: { isDue: true, because: 'idle' }, scope: undefined });
  });
});

describe('a dream over a scope', () => {
  const OPTIONS: DreamOptions = { engine: 'local', trigger: 'idle', dryRun: false, sensitivity: 'balanced' };
  const SCOPES: readonly DreamScope[] = [{ name: 'docs', paths: ['docs'], memories: ['/docs/'] }];

  function saying(session: string, day: string, text: string, folder: string): ScriptedSession {
    const script = scriptSession(session, day, [{ user: text }, { edit: `${folder}/a.md` }]);
    return { ...script, events: script.events.map((event) => ({ ...event, cwd: '/w' })) };
  }

  async function aStoreOfTwo(): Promise<Dreamwright> {
    const { dreamwright } = await openTemporary();
    for (const { header, events } of [
      saying('d', '2026-01-05', 'From now on always write headings in sentence case.', '/w/docs'),
      saying('c', '2026-01-06', 'From now on always run `pnpm lint` before you commit.', '/w/src'),
    ]) {
      await dreamwright.appendEvents(header, events);
    }
    return dreamwright;
  }
  const ended = (outcome: DreamOutcome) => {
    if (outcome.kind !== 'ended') throw new Error('the dream was busy');
    return outcome;
  };

  it('reads its sessions alone, keeps to its memories, and leaves the others to their own dream', async () => {
    const dreamwright = await aStoreOfTwo();
    expect((await dreamwright.sessions()).map(({ folders }) => folders)).toEqual([
      ['/w', 'docs'],
      ['/w', 'src'],
    ]);
    const docs = ended(await dreamwright.dream({ ...OPTIONS, scopes: SCOPES, scope: 'docs' }));
    expect(docs.record).toMatchObject({ scope: 'docs', sessions: 1, committed: 1 });
    expect((await dreamwright.memories()).map(({ path }) => path)).toEqual([expect.stringMatching(/^\/docs\//u)]);
    const rest = ended(await dreamwright.dream({ ...OPTIONS, scopes: SCOPES, scope: '' }));
    expect(rest.record).toMatchObject({ scope: '', sessions: 1, committed: 1 });
    const again = ended(await dreamwright.dream({ ...OPTIONS, scopes: SCOPES }));
    expect(again.record).toMatchObject({ sessions: 0 });
    expect(await dreamwright.dreamReport(docs.record.id)).toContain('scope docs');
  });

  it('leaves an edit of other memories out, and says so', async () => {
    let now = new Date('2026-01-01T12:00:00.000Z');
    const { dreamwright } = await openTemporary(() => now);
    await dreamwright.remember({ text: 'Always use npm in this repo.', path: '/tools/package-manager.md' });
    now = new Date('2026-03-01T12:00:00.000Z');
    const { header, events } = saying('d', '2026-01-05', 'From now on always use pnpm in this repo.', '/w/docs');
    await dreamwright.appendEvents(header, events);
    const { record, items } = ended(await dreamwright.dream({ ...OPTIONS, scopes: SCOPES, scope: 'docs' }));
    expect(items).toEqual([]);
    expect(record.notes).toEqual(['1 edit outside of /docs/ left out.']);
    expect((await dreamwright.memories()).map(({ text }) => text)).toEqual(['Always use npm in this repo.']);
  });
});
