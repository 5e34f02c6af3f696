import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ModelRequest } from '../../src/core/agent/model.ts';
import { type DreamModel, NO_USAGE } from '../../src/core/dream/engine/dream-model.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';
import { openJoined } from '../../src/open-joined.ts';
import type { StoreBeside } from '../../src/store/locate-beside.ts';
import { NOW } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

interface Workspace {
  /** The stores of the folder `web`, of the folder `api` beside it, and of the person. */
  readonly joined: Dreamwright;
  /** One of them alone, as another process sees it. */
  alone(name: 'web' | 'api' | 'user'): Promise<Dreamwright>;
}

async function aWorkspace(): Promise<Workspace> {
  const home = await mkdtemp(join(tmpdir(), 'dreamwright-joined-'));
  const options = { clock: () => NOW, person: 'ada' };
  const beside: readonly StoreBeside[] = [
    { at: '/@user', directory: join(home, 'user'), root: null, owner: null, scope: 'user' },
    { at: '/@api', directory: join(home, 'api'), root: null, owner: null, scope: 'workspace' },
  ];
  const opened: Dreamwright[] = [];
  onTestFinished(async () => {
    for (const dreamwright of opened) await dreamwright.close();
    await rm(home, { recursive: true, force: true });
  });
  const joined = await openJoined({ directory: join(home, 'web'), root: null }, beside, options);
  opened.push(joined);
  return {
    joined,
    alone: async (name) => {
      const scope = name === 'user' ? 'user' : 'workspace';
      const dreamwright = await openDreamwright({ directory: join(home, name), root: null, scope }, options);
      opened.push(dreamwright);
      return dreamwright;
    },
  };
}

async function pathsOf(dreamwright: Dreamwright): Promise<readonly string[]> {
  return (await dreamwright.memories()).map(({ path, scope }) => `${scope} ${path}`).toSorted();
}

async function idAt(dreamwright: Dreamwright, path: string): Promise<string> {
  const memory = (await dreamwright.memories()).find((one) => one.path === path);
  if (memory === undefined) throw new Error(`nothing stands at ${path}`);
  return memory.id;
}

describe('the stores of a workspace, joined', () => {
  it('recalls the memories and sessions of every folder and the person’s own, each under its place', async () => {
    const { joined, alone } = await aWorkspace();
    await joined.remember({ text: 'The linter of the page is oxlint.', path: '/lint.md' });
    await joined.remember({ text: 'The linter of the server is clippy.', path: '/@api/lint.md' });
    await joined.remember({ text: 'Show me what the linter printed.', path: '/@user/output.md', kind: 'preference' });
    const { header, events } = scriptSession('s1', '2026-01-05', [{ user: 'Why does the linter hang?' }]);
    await (await alone('api')).appendEvents(header, events);

    const hits = await joined.recall('linter', { limit: 10, within: 'all' });
    expect(hits.flatMap((hit) => (hit.kind === 'memory' ? [hit.path] : [])).toSorted()).toEqual([
      '/@api/lint.md',
      '/@user/output.md',
      '/lint.md',
    ]);
    expect(hits.filter((hit) => hit.kind === 'event').map(({ text }) => text)).toContain('Why does the linter hang?');
    expect(await joined.transcript('s1')).toHaveLength(1);
  });

  it('keeps each memory in the store of its scope, with a journal of its own', async () => {
    const { joined, alone } = await aWorkspace();
    await joined.remember({ text: 'Deploy on Tuesdays.', path: '/deploy.md' });
    await joined.remember({ text: 'Answer in short sentences.', path: '/@user/style.md', kind: 'preference' });
    expect(await pathsOf(await alone('web'))).toEqual(['workspace /deploy.md']);
    const user = await alone('user');
    expect(await pathsOf(user)).toEqual(['user /style.md']);
    expect(await user.verifyJournal()).toMatchObject({ ok: true });
    expect(await pathsOf(joined)).toEqual(['user /@user/style.md', 'workspace /deploy.md']);
  });

  it('opens the words behind each memory, whichever store keeps them', async () => {
    const { joined } = await aWorkspace();
    await joined.remember({ text: 'Deploy on Tuesdays.', path: '/deploy.md' });
    await joined.remember({ text: 'Answer in short sentences.', path: '/@user/style.md' });
    for (const { text, evidence } of await joined.memories()) {
      const events = await joined.transcript(evidence[0]?.session ?? '');
      expect(events.find(({ id }) => id === evidence[0]?.event)?.text).toBe(text);
    }
  });

  it('makes no store by looking', async () => {
    const { joined, alone } = await aWorkspace();
    await joined.recall('anything', { limit: 5, within: 'all' });
    await joined.memories();
    expect(await (await alone('user')).journal()).toEqual([]);
  });

  it('puts what stands for the person before what answers, whichever store it is from, and cites its place', async () => {
    const { joined } = await aWorkspace();
    await joined.remember({ text: 'The linter of the page is oxlint.', path: '/lint.md' });
    await joined.remember({ text: 'Answer in short sentences.', path: '/@user/style.md', kind: 'preference' });
    await joined.remember({ text: 'The linter of the server is clippy.', path: '/@api/lint.md' });
    const { hits, text } = await joined.recallForPrompt('which linter', 2_000);
    expect(hits[0]?.path).toBe('/@user/style.md');
    expect(
      hits
        .slice(1)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['/@api/lint.md', '/lint.md']);
    expect(text).toContain('<note path="/@user/style.md"');
  });

  it('changes, pins and deletes a memory where it stands', async () => {
    const { joined, alone } = await aWorkspace();
    await joined.remember({ text: 'Use tabs.', path: '/@user/tabs.md' });
    const id = await idAt(joined, '/@user/tabs.md');
    const pinned = await joined.pinMemory(id, true);
    expect(pinned).toMatchObject({ kind: 'committed', memories: [{ path: '/@user/tabs.md', pinned: true }] });
    await joined.deleteMemory(id);
    expect(await pathsOf(await alone('user'))).toEqual([]);
  });

  it('widens a memory that a person moves to their own, and narrows it on the way back; its history follows', async () => {
    const { joined, alone } = await aWorkspace();
    await joined.remember({ text: 'Use tabs.', path: '/style/tabs.md' });
    const id = await idAt(joined, '/style/tabs.md');

    expect(await joined.renameMemory(id, '/@user/style/tabs.md')).toMatchObject({
      kind: 'committed',
      memories: [{ id, path: '/@user/style/tabs.md', scope: 'user', author: 'ada' }],
    });
    expect(await pathsOf(await alone('web'))).toEqual([]);
    expect(await pathsOf(await alone('user'))).toEqual(['user /style/tabs.md']);

    await joined.renameMemory(id, '/style/tabs.md');
    expect(await pathsOf(joined)).toEqual(['workspace /style/tabs.md']);
    expect((await joined.memory(id))?.evidence).toHaveLength(1);
    expect((await joined.versions(id)).map(({ operation }) => operation).toSorted()).toEqual([
      'created',
      'created',
      'created',
      'deleted',
      'deleted',
    ]);
  });

  it('leaves a memory where it is when its new place is taken', async () => {
    const { joined } = await aWorkspace();
    await joined.remember({ text: 'Use tabs.', path: '/tabs.md' });
    await joined.remember({ text: 'Use spaces.', path: '/@user/tabs.md' });
    const outcome = await joined.renameMemory(await idAt(joined, '/tabs.md'), '/@user/tabs.md');
    expect(outcome.kind).toBe('invalid');
    expect(await pathsOf(joined)).toEqual(['user /@user/tabs.md', 'workspace /tabs.md']);
  });

  it('takes a redacted memory out of every store that it stood in', async () => {
    const { joined, alone } = await aWorkspace();
    await joined.remember({ text: 'The xyzzy door opens.', path: '/door.md' });
    const id = await idAt(joined, '/door.md');
    await joined.renameMemory(id, '/@user/door.md');
    expect(await joined.redactVersion(id, 'all', 'by mistake')).toMatchObject({ kind: 'redacted' });
    for (const name of ['web', 'user'] as const)
      expect(JSON.stringify(await (await alone(name)).journal())).not.toContain('xyzzy');
  });

  it('takes a person’s own redacted memory out of the chats of the workspace', async () => {
    const { joined, alone } = await aWorkspace();
    await joined.remember({ text: 'The staging door opens with xyzzy plugh.', path: '/@user/door.md' });
    const { header, events } = scriptSession('s1', '2026-01-05', [
      { assistant: 'As [/@user/door.md] says, the staging door opens with xyzzy plugh.' },
    ]);
    await joined.appendEvents(header, events);
    const id = await idAt(joined, '/@user/door.md');
    const trial = await joined.redactVersion(id, 'all', 'by mistake', { dryRun: true });
    expect((await joined.transcript('s1'))[0]?.text).toContain('xyzzy');
    expect(await joined.redactVersion(id, 'all', 'by mistake')).toEqual(trial);
    expect(trial).toMatchObject({ kind: 'redacted', versions: 1, masked: ['s1'], sessions: [] });
    expect((await (await alone('web')).transcript('s1')).map(({ text }) => text.replaceAll(/-+/gu, '…'))).toEqual([
      'As […] says, ….',
    ]);
  });

  it('lets a dream widen a memory only on a person’s word, then carries it to their own', async () => {
    const { joined, alone } = await aWorkspace();
    const { header, events } = scriptSession('s1', '2026-01-05', [{ user: 'From now on always answer in German.' }]);
    await joined.appendEvents(header, events);
    await joined.remember({ text: 'Always answer in German.', path: '/language.md', kind: 'preference' });
    await joined.dream(
      { engine: 'claude', trigger: 'command', dryRun: false, sensitivity: 'autonomous' },
      { model: promoting('/language.md', 'always answer in German') },
    );
    const [item] = await joined.items(['waiting']);
    expect(item?.verdict.hits.map(({ rule }) => rule)).toContain('semantic.widens-scope');
    expect(await pathsOf(await alone('user'))).toEqual([]);

    await joined.approve([{ id: item?.proposal.id ?? '', hash: item?.hash ?? '' }]);
    expect(await pathsOf(joined)).toEqual(['user /@user/language.md']);
  });

  it('answers without a store that can’t be opened, and says which', async () => {
    const { joined, alone } = await aWorkspace();
    await joined.remember({ text: 'Deploy on Tuesdays.', path: '/deploy.md' });
    await (await alone('api')).remember({ text: 'Deploy on Fridays.' });
    const broken = await openJoined(
      { directory: await mkdtemp(join(tmpdir(), 'dreamwright-joined-')), root: null },
      [
        {
          at: '/@api',
          directory: join(import.meta.dirname, 'joined.test.ts'),
          root: null,
          owner: null,
          scope: 'workspace',
        },
      ],
      { clock: () => NOW, person: 'ada' },
    );
    expect(await broken.recall('deploy', { limit: 5, within: 'all' })).toEqual([]);
    expect((await broken.notices()).join(' ')).toContain('The memories of /@api are left out');
    await broken.close();
  });
});

/** A model that widens the memory at `path` to all of a person's work. */
function promoting(path: string, quote: string): DreamModel {
  const answer = ({ messages }: ModelRequest): string => {
    const shown = messages.at(-1)?.text ?? '';
    const [, event = ''] = new RegExp(`"event":"(e\\d+)"[^}]*?${quote}`, 'u').exec(shown) ?? [];
    const edit = { operation: 'promote', memory: path, scope: 'user', reason: 'It is about the person.' };
    return JSON.stringify({ edits: [{ ...edit, evidence: [{ event, quote }], findings: [] }] });
  };
  return {
    id: 'fake',
    name: 'Fake',
    contextTokens: 100_000,
    maxAnswerTokens: 500,
    price: { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 },
    countTokens: async () => null,
    answer: async (request) => ({ kind: 'answer', text: answer(request), end: 'complete', usage: NO_USAGE }),
    answerAll: null,
  };
}
