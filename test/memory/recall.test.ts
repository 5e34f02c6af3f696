import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { RecallHit } from '../../src/core/memory/recall.ts';
import { createSearch } from '../../src/core/search/search.ts';
import { aMemory, aSearch, aSession, aSource, type FakeStore, NOW } from '../search/builders.ts';

const MEMORIES = { limit: 10, within: 'memories' } as const;
const SESSIONS = { limit: 10, within: 'sessions' } as const;

const ids = (hits: readonly RecallHit[]) => hits.map(({ id }) => id);

async function first(content: Partial<FakeStore>, query: string): Promise<string | undefined> {
  const search = await aSearch(content);
  return search.recall(query, { limit: 10, within: 'all' }, NOW)[0]?.id;
}

describe('recall of identifiers', () => {
  const memories = [
    aMemory('flag', 'Never commit with `--no-verify`; the hook formats.'),
    aMemory('verify', 'Verify the signature of each release; there is no other check.'),
    aMemory('code', 'TS2345 in the store means the projection type is out of date.'),
    aMemory('errno', 'ENOSPC on the runner: prune `.cache/turbo` first.'),
    aMemory('camel', 'parseMemoryPath refuses control characters.'),
    aMemory('snake', 'max_retry_count is three for uploads.'),
    aMemory('file', 'src/store/journal/append.ts holds the lock for seconds only.'),
    aMemory('version', 'sql.js before 1.15.2 loses the transaction on export.'),
    aMemory('chinese', '提交前先运行数据库迁移。'),
    aMemory('russian', 'База данных обновляется ночью.'),
  ];

  it.each([
    ['may I use --no-verify?', 'flag'],
    ['error TS2345', 'code'],
    ['Error: ENOSPC: no space left on device, write', 'errno'],
    ['parseMemoryPath', 'camel'],
    ['parse memory path', 'camel'],
    ['max_retry_count', 'snake'],
    ['maxRetryCount', 'snake'],
    ['append.ts', 'file'],
    ['store/journal/append.ts:42', 'file'],
    ['1.15.2', 'version'],
    ['数据库迁移', 'chinese'],
    ['обновляется', 'russian'],
    ['parseMem', 'camel'],
  ])('"%s" finds its memory first', async (query, id) => {
    expect(await first({ memories }, query)).toBe(id);
  });

  it('a memory is found by its path and its tags', async () => {
    const tagged = [
      aMemory('a', 'Wait.', { path: '/testing/flaky-suites.md' }),
      aMemory('b', 'Wait.', { tags: ['docker'] }),
    ];
    expect(await first({ memories: tagged }, 'flaky suites')).toBe('a');
    expect(await first({ memories: tagged }, 'docker')).toBe('b');
  });

  it('an error code that is nowhere is not found by the letters it shares with others', async () => {
    const codes = [aMemory('ts', 'The ts files live in lib.'), aMemory('other', 'The compiler error wants a type.')];
    expect(await first({ memories: codes }, 'compiler error TS9999')).toBe('other');
  });

  it('each hit names the words that it was found by', async () => {
    const search = await aSearch({ memories });
    expect(search.recall('why ENOSPC', MEMORIES, NOW)[0]?.why).toEqual(['words: ENOSPC']);
  });

  it('a query of no words, or of none that is known, finds nothing', async () => {
    const search = await aSearch({ memories });
    expect(ids(search.recall('', MEMORIES, NOW))).toEqual([]);
    expect(ids(search.recall('???', MEMORIES, NOW))).toEqual([]);
    expect(ids(search.recall('xylophone', MEMORIES, NOW))).toEqual([]);
  });
});

describe('the order of near-duplicates', () => {
  const text = 'Run the linter before the tests.';

  it('the one used more often comes first', async () => {
    const memories = [aMemory('a', text), aMemory('b', text)];
    expect(await first({ memories, uses: new Map([['b', 5]]) }, 'linter')).toBe('b');
  });

  it('the one held with more confidence comes first', async () => {
    const memories = [aMemory('a', text, { confidence: 0.3 }), aMemory('b', text, { confidence: 0.9 })];
    expect(await first({ memories }, 'linter')).toBe('b');
  });

  it('a pinned one comes first', async () => {
    const memories = [aMemory('a', text), aMemory('b', text, { pinned: true })];
    expect(await first({ memories }, 'linter')).toBe('b');
  });

  it('use and confidence never beat a memory that holds twice as much of the question', async () => {
    const memories = [
      aMemory('about', 'Deploy with the canary flag.', { confidence: 0.5 }),
      aMemory('other', 'Deploy on Mondays only.', { confidence: 1, pinned: true }),
    ];
    expect(await first({ memories, uses: new Map([['other', 500]]) }, 'deploy canary')).toBe('about');
  });

  it('equals are ordered by id, however they were added', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 5 }), async (order) => {
        const search = await aSearch({ memories: order.map((id) => aMemory(id, text, { path: '/same.md' })) });
        expect(ids(search.recall('linter', MEMORIES, NOW))).toEqual(['a', 'b', 'c', 'd', 'e']);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the order of memories that say the same', () => {
  const twins = (rest: readonly Partial<Memory>[]): Partial<FakeStore> => ({
    memories: rest.map((one, place) => aMemory(`m${place}`, 'The cache is cleared by hand.', one)),
  });

  it('the one that came to hold in the time asked for comes first, and says so', async () => {
    const search = await aSearch(
      twins([
        { validFrom: '2026-02-10T10:00:00.000Z' },
        { validFrom: '2026-03-10T10:00:00.000Z' },
        { validFrom: '2026-04-10T10:00:00.000Z' },
      ]),
    );
    const [since] = search.recall('how is the cache cleared since April', MEMORIES, NOW);
    expect(since).toMatchObject({ id: 'm2', why: ['words: cache, cleared', 'time: since April'] });
    const [before] = search.recall('how was the cache cleared in March', MEMORIES, NOW);
    expect(before?.id).toBe('m1');
  });

  it('the one of the person named comes first', async () => {
    const content = twins([{ author: 'Bob' }, { author: 'Grace Hopper' }]);
    expect(await first(content, 'How does Grace clear the cache?')).toBe('m1');
  });

  it("the one in the agent's words comes first where those are asked for", async () => {
    const content = twins([{ origin: 'user' }, { origin: 'assistant' }]);
    expect(await first(content, 'What did you say about clearing the cache?')).toBe('m1');
  });
});

describe('recall and time', () => {
  const old = aMemory('old', 'Deploy with Jenkins.', {
    validFrom: '2025-01-01T00:00:00.000Z',
    validTo: '2026-03-01T00:00:00.000Z',
    supersededBy: 'new',
  });
  const current = aMemory('new', 'Deploy with Actions.', { validFrom: '2026-03-01T00:00:00.000Z' });

  it('what is outdated is not answered as current', async () => {
    const search = await aSearch({ memories: [old, current] });
    expect(ids(search.recall('deploy', MEMORIES, NOW))).toEqual(['new']);
  });

  it('what held then is answered for then', async () => {
    const search = await aSearch({ memories: [old, current] });
    expect(ids(search.recall('deploy', { ...MEMORIES, asOf: '2026-02-01' }, NOW))).toEqual(['old']);
  });

  it('a superseded memory without an end ends where its successor begins', async () => {
    const open = { ...old, validTo: null };
    const search = await aSearch({ memories: [open, current] });
    expect(ids(search.recall('deploy', MEMORIES, NOW))).toEqual(['new']);
    expect(ids(search.recall('deploy', { ...MEMORIES, asOf: '2026-02-28' }, NOW))).toEqual(['old']);
  });

  it('what begins later is not answered yet', async () => {
    const search = await aSearch({
      memories: [aMemory('soon', 'Deploy by hand.', { validFrom: '2027-01-01T00:00:00.000Z' })],
    });
    expect(search.recall('deploy', MEMORIES, NOW)).toEqual([]);
  });

  it('an entry edited since is answered with its text of then', async () => {
    const before = aMemory('a', 'Deploy with Jenkins.');
    const after = { ...before, text: 'Deploy with Actions.', updatedAt: '2026-05-01T00:00:00.000Z' };
    const version = (id: string, at: string, content: Memory) => {
      return {
        id,
        memory: 'a',
        sequence: 1,
        commit: 'c',
        at,
        actor: { kind: 'system' },
        operation: 'modified',
        content,
        redacted: false,
      } as const;
    };
    const versions = [version('1', before.updatedAt, before), version('2', after.updatedAt, after)];
    const search = await aSearch({ memories: [after], versions });
    expect(search.recall('deploy', { ...MEMORIES, asOf: '2026-04-01' }, NOW)[0]?.text).toBe('Deploy with Jenkins.');
    expect(search.recall('deploy', MEMORIES, NOW)[0]?.text).toBe('Deploy with Actions.');
  });

  it('events after the time asked for are left out', async () => {
    const events = [
      ...aSession('early', ['deploy'], { at: '2026-01-05T00:00:00.000Z' }),
      ...aSession('late', ['deploy'], { at: '2026-05-05T00:00:00.000Z' }),
    ];
    const search = await aSearch({ events });
    expect(ids(search.recall('deploy', { ...SESSIONS, asOf: '2026-02-01' }, NOW))).toEqual(['early-0']);
  });
});

describe('recall of events', () => {
  it('a message that comes up again with other numbers finds the file it was about, before louder ones', async () => {
    const events = aSession(
      'lint',
      [
        [221, 279, 286]
          .map((line) => `src/cli/resume.go:${line}:9: error is not nil but it returns nil (nilerr)`)
          .join('\n'),
        `src/cli/debug.go:53:3: error is not nil (line 50) but it returns nil (nilerr)\n${'fmt: left as it is\n'.repeat(30)}`,
        'All files are formatted, and nothing else in the cli was changed.',
      ],
      { type: 'tool_result', origin: 'tool' },
    );
    expect(await first({ events }, 'src/cli/debug.go:60:10: error is not nil (line 57) but it returns nil')).toBe(
      'lint-1',
    );
  });

  it("a question about the person's own things prefers the person's words", async () => {
    const events = aSession('s', [
      'My shell is fish, with the default prompt.',
      'Your shell: fish. Noted, default prompt.',
    ]);
    expect(await first({ events }, 'Which shell is my default?')).toBe('s-0');
  });

  it("a question about what was recommended prefers the agent's words", async () => {
    const events = aSession('s', ['I need a cache setup for the API.', 'A cache setup of two Redis replicas.']);
    expect(await first({ events }, 'Which cache setup did you recommend?')).toBe('s-1');
  });

  it('a turn in a session about the subject comes before the same words elsewhere', async () => {
    const events = [
      ...aSession('other', ['We should rotate the key.', 'Done.', 'Thanks for the cake recipe.', 'Welcome.']),
      ...aSession('vault', ['We should rotate the key.', 'Done.', 'The vault holds it.', 'The vault is sealed.']),
    ];
    expect(await first({ events }, 'vault: rotate the key')).toMatch(/^vault/);
  });

  it('an event of the month asked for comes before its twin', async () => {
    const events = [
      ...aSession('may', ['The release slipped.'], { at: '2026-05-10T00:00:00.000Z' }),
      ...aSession('march', ['The release slipped.'], { at: '2026-03-10T00:00:00.000Z' }),
    ];
    expect(await first({ events }, 'Which release slipped in March?')).toBe('march-0');
  });

  it.each([
    ['since 2026-03-01', 'new'],
    ['after May', 'new'],
    ['before May 2026', 'old'],
    ['until last March', 'old'],
    ['between January and March', 'old'],
  ])('an event of the time asked for comes before its twins: %s', async (time, session) => {
    const events = [
      ...aSession('old', ['The deploy config changed.'], { at: '2026-02-01T10:00:00.000Z' }),
      ...aSession('older', ['The deploy config changed.'], { at: '2025-05-10T10:00:00.000Z' }),
      ...aSession('new', ['The deploy config changed.'], { at: '2026-06-12T10:00:00.000Z' }),
    ];
    expect(await first({ events }, `What changed in the deploy config ${time}?`)).toBe(`${session}-0`);
  });

  it('an event of the person named comes before its twin', async () => {
    const events = [
      ...aSession('bob', ['Prefer tabs.'], { author: 'Bob' }),
      ...aSession('grace', ['Prefer tabs.'], { author: 'Grace Hopper' }),
    ];
    expect(await first({ events }, 'Does Grace prefer tabs?')).toBe('grace-0');
  });

  it('a quoted passage comes before the same words apart', async () => {
    const events = [
      ...aSession('apart', ['The slow train took the fast lane.']),
      ...aSession('quoted', ['A train of the slow lane took fast.']),
    ];
    expect(await first({ events }, 'who wrote "slow lane"?')).toBe('quoted-0');
  });

  it('each part of a question has its answer among the first', async () => {
    const noise = Array.from(
      { length: 30 },
      (_, number) => `Another server question, number ${number}, on the staging server port.`,
    );
    const events = [...aSession('noise', noise), ...aSession('suite', ['The flaky one is checkout.spec.'])];
    const search = await aSearch({ events });
    const hits = search.recall(
      'What port does the staging server use, and which spec is flaky?',
      { ...SESSIONS, limit: 3 },
      NOW,
    );
    expect(ids(hits)).toContain('suite-0');
  });

  it('what was said again and again leaves room for what was said once', async () => {
    const events = aSession('s', ['make lint', 'make lint', 'make lint', 'make lint', 'make lint after make format']);
    const search = await aSearch({ events });
    const hits = search.recall('make lint', { ...SESSIONS, limit: 2 }, NOW);
    expect(new Set(hits.map(({ text }) => text)).size).toBe(2);
  });

  it('of equal events the latest comes first', async () => {
    const events = [
      ...aSession('a', ['make lint fails'], { at: '2026-05-01T00:00:00.000Z' }),
      ...aSession('b', ['make lint fails'], { at: '2026-05-03T00:00:00.000Z' }),
    ];
    const search = await aSearch({ events });
    expect(ids(search.recall('lint', SESSIONS, NOW))).toEqual(['b-0', 'a-0']);
  });

  it('what was recalled into a prompt does not answer in place of its source', async () => {
    const events = [...aSession('a', ['Use pnpm here.'], { type: 'recall' }), ...aSession('b', ['Use pnpm here.'])];
    const search = await aSearch({ events });
    expect(ids(search.recall('pnpm', SESSIONS, NOW))).toEqual(['b-0']);
  });

  it('memories and events answer together, the better match first', async () => {
    const memories = [aMemory('weak', 'The harbour opens at nine.')];
    const events = aSession('strong', ['The harbour crane limit is forty tons.']);
    expect(await first({ memories, events }, 'harbour crane limit')).toBe('strong-0');
  });
});

describe('what is half remembered', () => {
  const long = `The crane needs a harbour pilot aboard. ${'Further notes on tides, moorings and ropes follow here. '.repeat(40)}`;
  const short = ['The harbour pilot sleeps.', 'A crane, a pilot.', 'Harbour crane.'];

  it('is found in a long memory that holds all its words, before short ones that hold some', async () => {
    const memories = [aMemory('long', long), ...short.map((text, place) => aMemory(`short${place}`, text))];
    expect(await first({ memories }, 'harbour crane pilot aboard')).toBe('long');
  });

  it('is found in a long event that holds all its words, before short ones that hold some', async () => {
    const events = [...aSession('short', short), ...aSession('long', [long])];
    expect(await first({ events }, 'harbour crane pilot aboard')).toBe('long-0');
  });

  it('is told apart by empty words, which find nothing by themselves', async () => {
    const texts = ['Never deploy before the tests.', 'Never deploy after the tests.'];
    const memories = [...texts, 'It was before they did.'].map((text, place) => aMemory(`m${place}`, text));
    const events = aSession('s', [...texts, 'It was before they did.']);
    for (const [word, place] of [
      ['before', 0],
      ['after', 1],
    ] as const) {
      const search = await aSearch({ memories, events });
      const query = `never deploy ${word} the tests`;
      expect(ids(search.recall(query, MEMORIES, NOW))).toEqual([`m${place}`, `m${1 - place}`]);
      expect(ids(search.recall(query, SESSIONS, NOW))).toEqual([`s-${place}`, `s-${1 - place}`]);
    }
  });
});

describe('keeping up with the store', () => {
  it('finds what was added, and no longer what was changed or removed', async () => {
    const source = aSource({
      memories: [aMemory('a', 'alpha'), aMemory('b', 'beta')],
      events: aSession('s', ['delta']),
    });
    const search = createSearch();
    await search.sync(source);
    source.content.memories = [aMemory('a', 'gamma'), aMemory('c', 'alpha beta')];
    source.content.events = [...source.content.events, ...aSession('t', ['delta'])];
    await search.sync(source);
    expect(ids(search.recall('alpha', MEMORIES, NOW))).toEqual(['c']);
    expect(ids(search.recall('beta', MEMORIES, NOW))).toEqual(['c']);
    expect(ids(search.recall('gamma', MEMORIES, NOW))).toEqual(['a']);
    expect(ids(search.recall('delta', SESSIONS, NOW))).toEqual(['s-0', 't-0']);
  });

  it('no longer finds the events of a removed session', async () => {
    const source = aSource({ events: [...aSession('s', ['delta']), ...aSession('t', ['delta', 'more'])] });
    const search = createSearch();
    await search.sync(source);
    source.content.events = aSession('t', ['delta', 'more']);
    source.content.generation++;
    await search.sync(source);
    expect(ids(search.recall('delta', SESSIONS, NOW))).toEqual(['t-0']);
  });

  it('takes in each event once when two ask at the same time', async () => {
    const source = aSource({ events: aSession('s', ['delta', 'delta', 'delta']) });
    const search = createSearch();
    await Promise.all([search.sync(source), search.sync(source)]);
    expect(ids(search.recall('delta', SESSIONS, NOW))).toEqual(['s-0', 's-1', 's-2']);
  });

  it('goes on after a read that failed', async () => {
    const source = aSource({ events: aSession('s', ['delta']) });
    const search = createSearch();
    const broken = {
      ...source,
      *indexedEvents() {
        yield aSession('s', ['delta', 'epsilon'], { row: 1 }).slice(0, 1);
        throw new Error('disk gone');
      },
    };
    await expect(search.sync(broken)).rejects.toThrow('disk gone');
    await search.sync(source);
    expect(ids(search.recall('delta', SESSIONS, NOW))).toEqual(['s-0']);
  });

  it('answers about memories before any event is read', async () => {
    const source = aSource({ memories: [aMemory('a', 'alpha')], events: aSession('s', ['alpha']) });
    const search = createSearch();
    await search.syncMemories(source);
    expect(ids(search.recall('alpha', MEMORIES, NOW))).toEqual(['a']);
    expect(ids(search.recall('alpha', SESSIONS, NOW))).toEqual([]);
    await search.sync(source);
    expect(ids(search.recall('alpha', SESSIONS, NOW))).toEqual(['s-0']);
  });

  it('answers after any changes as a search that reads the same content afresh', async () => {
    const words = fc.array(fc.constantFrom('alpha', 'beta', 'gamma', 'delta'), { minLength: 1, maxLength: 5 });
    const memories = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), words), {
      selector: ([id]) => id,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(memories, { minLength: 1, maxLength: 6 }), async (states) => {
        const source = aSource({});
        const search = createSearch();
        for (const state of states) {
          source.content.memories = state.map(([id, text]) => aMemory(id, text.join(' ')));
          await search.sync(source);
        }
        const fresh = await aSearch({ memories: source.content.memories });
        expect(search.recall('alpha beta', MEMORIES, NOW)).toEqual(fresh.recall('alpha beta', MEMORIES, NOW));
      }),
      { numRuns: 50 },
    );
  });
});
