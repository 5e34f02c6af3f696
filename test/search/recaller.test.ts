import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { hashText } from '../../src/core/hash-text.ts';
import type { JournalRecord } from '../../src/core/journal/record.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { RecallHit } from '../../src/core/memory/recall.ts';
import { createRecaller, type Meanings, type Recaller } from '../../src/core/search/recaller.ts';
import { type Embedder, EmbedderMissing } from '../../src/core/search/vectors/embedder.ts';
import type { Store } from '../../src/core/store.ts';
import {
  aCommit,
  aFolder,
  aHeader,
  aMemory,
  anEvent,
  append,
  aStore,
  creation,
  PERSON,
  redact,
} from '../store/builders.ts';
import { filesWith } from '../store/disk.ts';
import { type ConceptEmbedder, conceptEmbedder, conceptWords } from './concepts.ts';

const NOW = new Date('2026-06-15T12:00:00.000Z');
const ALL = { limit: 10, within: 'all' } as const;

function aRecaller(store: Store, embedder: Embedder, rest: Partial<Meanings> = {}): Recaller {
  const recaller = createRecaller(store, {
    loadWords: () => conceptWords,
    embedder,
    mode: 'complete',
    notices: [],
    ...rest,
  });
  onTestFinished(() => recaller.close());
  return recaller;
}

async function ids(recaller: Recaller, query: string): Promise<readonly string[]> {
  return (await recaller.recall(query, ALL, NOW)).map(({ id }) => id);
}

async function write(store: Store, ...memories: readonly Memory[]): Promise<void> {
  for (const memory of memories) await append(store, creation(memory));
}

const OAUTH = aMemory('oauth', { text: 'Authentication uses OAuth.' });
const TABS = aMemory('tabs', { text: 'Tabs, never spaces.' });

describe('recall by meaning', () => {
  it('finds a memory that shares no word with the question, and says why', async () => {
    const store = await aStore();
    await write(store, OAUTH, TABS);
    const [hit, ...others] = await aRecaller(store, conceptEmbedder()).recall('login', ALL, NOW);
    expect(hit).toMatchObject({ kind: 'memory', id: 'oauth', why: ['similar in meaning'] });
    expect(others).toEqual([]);
  });

  it('puts it into a prompt', async () => {
    const store = await aStore();
    await write(store, OAUTH, TABS);
    const { answers } = await aRecaller(store, conceptEmbedder()).promptCandidates('login', NOW, 'question');
    expect(answers.map(({ text }) => text)).toContain('Authentication uses OAuth.');
  });

  it('keeps what holds the words themselves before what only means them', async () => {
    const store = await aStore();
    await write(store, OAUTH, aMemory('page', { text: 'The login page is slow.' }));
    expect(await ids(aRecaller(store, conceptEmbedder()), 'login page')).toEqual(['page', 'oauth']);
  });

  it('finds what a long memory says at its end, and embeds it anew as a whole when it changes', async () => {
    const store = await aStore();
    const long = `${'Notes of the week about builds.\n'.repeat(60)}The automobile is parked outside.\n`;
    await write(store, aMemory('long', { text: long }), TABS);
    const embedder = conceptEmbedder();
    const recaller = aRecaller(store, embedder);
    const [hit, ...others] = await recaller.recall('car', ALL, NOW);
    expect(hit).toMatchObject({ id: 'long', why: ['similar in meaning'] });
    expect(others).toEqual([]);
    expect(embedder.embedded.slice(0, -2).join('')).toBe(long);
    const changed = { ...aMemory('long', { text: long }), text: long.replace('automobile', 'bicycle') };
    await append(store, {
      kind: 'commit',
      commit: aCommit([[aMemory('long', { text: long }), changed]]),
      comment: null,
    });
    expect(await ids(recaller, 'car')).toEqual([]);
    expect([...store.vectors('concepts')].map(({ owner }) => owner).toSorted()).toEqual(['long', 'tabs']);
  });

  it('finds a memory as of a date by the meaning of what it said then, and keeps no vector of that', async () => {
    const store = await aStore();
    const changed = { ...OAUTH, text: 'Parrots are fed daily.', updatedAt: '2026-06-01T00:00:00.000Z' };
    await write(store, OAUTH, TABS);
    await append(store, { kind: 'commit', commit: aCommit([[OAUTH, changed]]), comment: null });
    const recaller = aRecaller(store, conceptEmbedder());
    const then = await recaller.recall('login', { ...ALL, asOf: '2026-02-01' }, NOW);
    expect(then).toMatchObject([{ id: 'oauth', text: 'Authentication uses OAuth.', why: ['similar in meaning'] }]);
    expect(await ids(recaller, 'login')).toEqual([]);
    const kept = [...store.vectors('concepts')];
    expect(kept.map(({ owner }) => owner)).toEqual(['oauth', 'tabs']);
    expect(kept[0]?.hash).toBe(hashText('Parrots are fed daily.'));
  });

  it('finds an event that shares no word with the question, until its session is removed', async () => {
    const store = await aStore();
    await store.appendEvents(aHeader('s'), [
      { ...anEvent('s', '1'), text: 'The automobile broke down' },
      { ...anEvent('s', '2'), text: 'We had pizza' },
    ]);
    const recaller = aRecaller(store, conceptEmbedder());
    const [hit, ...others] = await recaller.recall('car', ALL, NOW);
    expect(hit).toMatchObject({ kind: 'event', session: 's', id: '1', why: ['similar in meaning'] });
    expect(others).toEqual([]);
    await store.removeSession(PERSON, 's', 'asked');
    expect(await ids(recaller, 'car')).toEqual([]);
  });

  it('answers the same when asked again, also after a restart', async () => {
    const directory = aFolder();
    const store = await aStore(directory);
    await write(store, OAUTH, TABS, aMemory('page', { text: 'The login page is slow.' }));
    const first = await aRecaller(store, conceptEmbedder()).recall('sign in at the login page', ALL, NOW);
    await store.snapshot();
    const again = aRecaller(await aStore(directory), conceptEmbedder());
    expect(await again.recall('sign in at the login page', ALL, NOW)).toEqual(first);
    expect(await again.recall('sign in at the login page', ALL, NOW)).toEqual(first);
  });

  it('asks for no vector where there is no memory to compare it with', async () => {
    const store = await aStore();
    const embedder = conceptEmbedder();
    await ids(aRecaller(store, embedder), 'login');
    expect(embedder.embedded).toEqual([]);
  });
});

describe('a start with an index that was kept', () => {
  const many = Array.from({ length: 500 }, (_, number) => aMemory(`m${number}`, { text: `Pizza number ${number}.` }));

  /** A store whose recaller has kept the index when it closed. */
  async function aKeptStore(memories: readonly Memory[]): Promise<Store> {
    const store = await aStore();
    await append(store, ...memories.map(creation));
    const recaller = createRecaller(store, null);
    await ids(recaller, 'pizza');
    await recaller.close();
    return store;
  }

  const changed = (before: Memory | undefined, after: Memory | null): JournalRecord => ({
    kind: 'commit',
    commit: aCommit([[before ?? null, after]]),
    comment: null,
  });

  it('answers as one that reads every memory, whatever has changed since', async () => {
    const store = await aKeptStore(many);
    const soup = aMemory('m0', { text: 'Soup number 0.' });
    await append(store, creation(OAUTH), changed(many[0], soup), changed(many[1], null));
    expect(store.view.changedMemories(store.indexes.memories()?.version ?? 0)).toEqual(['oauth', 'm0', 'm1']);
    const restored = createRecaller(store, null);
    // Read from the journal alone, in which no index is.
    const other = await aStore(store.directory);
    expect(other.indexes.memories()).toBeNull();
    const read = createRecaller(other, null);
    for (const query of ['pizza number 7', 'soup', 'number 0', 'number 1', 'authentication'])
      expect(await restored.recall(query, ALL, NOW)).toEqual(await read.recall(query, ALL, NOW));
    expect(await ids(restored, 'soup')).toEqual(['m0']);
    expect(await ids(restored, 'authentication')).toEqual(['oauth']);
  });

  it('has none after a redaction, and no word of it in the next one', async () => {
    const secret = aMemory('m1', { text: 'The vault opens with xyzzy.' });
    const store = await aKeptStore(many.with(1, secret));
    await store.snapshot();
    expect(store.indexes.memories()?.kept.words.postings.terms).toContain('xyzzi');
    const recaller = createRecaller(store, null);
    expect(await ids(recaller, 'xyzzy')).toEqual(['m1']);
    await append(store, changed(secret, aMemory('m1', { text: 'Ask Ada.' })));
    const version = store.view.versions('m1')[0]?.id ?? '';
    await redact(store, 'm1', version);
    expect(store.indexes.memories()).toBeNull();
    expect(await ids(recaller, 'pizza')).toHaveLength(10);
    await recaller.close();
    await store.snapshot();
    expect(store.indexes.memories()?.kept.words.names).toHaveLength(500);
    expect(filesWith(store.directory, 'xyzz')).toEqual([]);
  });
});

describe('a start with an index of the events that was kept', () => {
  const texts = ['We had pizza', 'The automobile broke down', 'Tabs, never spaces', 'The login page is slow'];
  const session = (name: string, count: number) =>
    Array.from({ length: count }, (_, place) => anEvent(name, `${place}`, `${texts[place % 4]}: ${name} ${place}.`));
  const QUESTIONS = ['pizza', 'car', 'late 12', 'login in early', 'xyzzy'];

  /** A store whose recaller has kept the index when it closed. */
  async function aKeptStore(): Promise<Store> {
    const store = await aStore();
    await store.appendEvents(aHeader('early'), session('early', 1_500));
    await store.appendEvents(aHeader('secret'), [anEvent('secret', 'e', 'The vault opens with xyzzy.')]);
    await store.appendEvents(aHeader('late'), session('late', 1_000));
    const recaller = createRecaller(store, WORDS);
    await ids(recaller, 'pizza');
    await recaller.close();
    return store;
  }

  const WORDS: Meanings = {
    loadWords: () => conceptWords,
    embedder: conceptEmbedder(),
    mode: 'complete',
    notices: [],
  };

  async function answers(store: Store, meanings: Meanings | null): Promise<readonly (readonly RecallHit[])[]> {
    const recaller = createRecaller(store, meanings);
    return Promise.all(QUESTIONS.map((question) => recaller.recall(question, ALL, NOW)));
  }

  it('answers as one that reads every event, also what was said since, and asked as of a time', async () => {
    const store = await aKeptStore();
    await store.snapshot();
    await store.appendEvents(aHeader('later'), session('later', 8));
    const again = await aStore(store.directory);
    expect(again.indexes.events()?.rows).toHaveLength(2_501);
    const anew = await aStore(store.directory);
    anew.indexes.events = () => null;
    expect(await answers(again, WORDS)).toEqual(await answers(anew, WORDS));
    const then = { ...ALL, asOf: '2026-01-31T00:00:00.000Z' };
    expect(await createRecaller(again, WORDS).recall('pizza', then, NOW)).toEqual([]);
  });

  it('is not used where other words would make another one', async () => {
    const store = await aKeptStore();
    await store.snapshot();
    const anew = await aStore(store.directory);
    anew.indexes.events = () => null;
    expect(await answers(store, null)).toEqual(await answers(anew, null));
  });

  it('has none, and no word of it on disk, when a session says again what was redacted', async () => {
    const store = await aKeptStore();
    const memory = aMemory('vault', { text: 'The vault opens with xyzzy.' });
    const deletion = { kind: 'commit', commit: aCommit([[memory, null]]), comment: null } as const;
    await append(store, creation(memory), deletion);
    await store.snapshot();
    expect(await redact(store, 'vault', 'all')).toMatchObject({ masked: ['secret'] });
    expect(store.indexes.events()).toBeNull();
    expect((await answers(store, WORDS)).at(-1)).toEqual([]);
    expect(filesWith(store.directory, 'xyzz')).toEqual([]);
  });

  it('has none, and no word of it on disk, when a session that it knew is gone', async () => {
    const store = await aKeptStore();
    await store.snapshot();
    expect(store.indexes.events()?.postings.terms).toContain('xyzzi');
    await store.removeSession(PERSON, 'secret', 'asked');
    expect(store.indexes.events()).toBeNull();
    expect((await answers(store, WORDS)).at(-1)).toEqual([]);
    expect(filesWith(store.directory, 'xyzz')).toEqual([]);
  });
});

describe('without a model', () => {
  it('the words still find, and the reason is told once', async () => {
    const store = await aStore();
    await write(store, OAUTH, TABS);
    const recaller = aRecaller(store, conceptEmbedder('broken', 0), { loadWords: () => null });
    expect(await ids(recaller, 'never spaces')).toEqual(['tabs']);
    expect(await ids(recaller, 'login')).toEqual([]);
    expect(recaller.notices()).toEqual([
      'Memories are found by their words alone, not by their meaning: it broke; mend it',
    ]);
  });

  it('that failed for a while, it is asked again, ever later while it goes on failing, and then finds as before', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const store = await aStore();
    await write(store, OAUTH, TABS);
    let asked = 0;
    let isBroken = true;
    const sound = conceptEmbedder();
    const embed: Embedder['embed'] = async (texts) => {
      asked++;
      if (isBroken) throw new EmbedderMissing('it broke; mend it');
      return sound.embed(texts);
    };
    const recaller = aRecaller(store, { ...sound, embed });
    expect(await ids(recaller, 'login')).toEqual([]);
    expect(await ids(recaller, 'login')).toEqual([]);
    expect(asked).toBe(1);
    vi.advanceTimersByTime(5_000);
    expect(await ids(recaller, 'login')).toEqual([]);
    vi.advanceTimersByTime(5_000);
    expect(await ids(recaller, 'login')).toEqual([]);
    expect(asked).toBe(2);
    expect(recaller.notices()).toHaveLength(1);
    isBroken = false;
    vi.advanceTimersByTime(5_000);
    expect(await ids(recaller, 'login')).toEqual(['oauth']);
    expect(recaller.notices()).toEqual([]);
  });

  it('nothing is said where meanings were never asked for', async () => {
    const store = await aStore();
    await write(store, OAUTH);
    const recaller = createRecaller(store, null);
    expect(await ids(recaller, 'authentication')).toEqual(['oauth']);
    expect(recaller.notices()).toEqual([]);
  });
});

describe('the vectors of memories', () => {
  const many = Array.from({ length: 40 }, (_, number) => aMemory(`m${number}`, { text: `Pizza number ${number}.` }));

  /** Asks something, so that all vectors are made, and answers which texts of memories were embedded for it. */
  async function embedAll(store: Store, embedder: ConceptEmbedder): Promise<readonly string[]> {
    await ids(aRecaller(store, embedder), 'lunch?');
    return embedder.embedded.filter((text) => text !== 'lunch?');
  }

  it('are made once, and again only for what has changed', async () => {
    const store = await aStore();
    await write(store, OAUTH, TABS);
    expect(await embedAll(store, conceptEmbedder())).toEqual(['Authentication uses OAuth.', 'Tabs, never spaces.']);
    const changed = { ...TABS, text: 'Spaces, never tabs.' };
    await append(store, { kind: 'commit', commit: aCommit([[TABS, changed]]), comment: null });
    expect(await embedAll(store, conceptEmbedder())).toEqual(['Spaces, never tabs.']);
  });

  it('go on where a process that was killed had stopped', async () => {
    const directory = aFolder();
    const store = await aStore(directory);
    await write(store, ...many);
    const done = await embedAll(store, conceptEmbedder('concepts', 24));
    expect(done).toHaveLength(24);
    await store.snapshot();
    const again = await aStore(directory);
    const rest = await embedAll(again, conceptEmbedder());
    expect([...done, ...rest].toSorted()).toEqual(many.map(({ text }) => text).toSorted());
    expect([...again.vectors('concepts')]).toHaveLength(40);
  });

  it('are saved at the end without anyone asking', async () => {
    const directory = aFolder();
    const store = await aStore(directory);
    await write(store, ...many);
    await embedAll(store, conceptEmbedder());
    expect(await embedAll(await aStore(directory), conceptEmbedder())).toEqual([]);
  });

  it('are made anew for another model, whose vectors take their place', async () => {
    const store = await aStore();
    await write(store, OAUTH, TABS);
    await embedAll(store, conceptEmbedder('one'));
    expect(await embedAll(store, conceptEmbedder('two'))).toHaveLength(2);
    expect([...store.vectors('one')]).toEqual([]);
    expect([...store.vectors('two')].map(({ owner, dimensions }) => [owner, dimensions])).toEqual([
      ['oauth', 4],
      ['tabs', 4],
    ]);
  });

  it('leave the database with their memory', async () => {
    const store = await aStore();
    await write(store, OAUTH, TABS);
    await embedAll(store, conceptEmbedder());
    await append(store, { kind: 'commit', commit: aCommit([[OAUTH, null]]), comment: null });
    expect([...store.vectors('concepts')].map(({ owner }) => owner)).toEqual(['tabs']);
    await store.forgetEverything();
    expect([...store.vectors('concepts')]).toEqual([]);
  });

  it('speak for the present text alone', async () => {
    const store = await aStore();
    await write(store, OAUTH);
    const changed = { ...OAUTH, text: 'Pizza is served at noon.', updatedAt: '2026-06-01T00:00:00.000Z' };
    await append(store, { kind: 'commit', commit: aCommit([[OAUTH, changed]]), comment: null });
    const recaller = aRecaller(store, conceptEmbedder());
    expect(await ids(recaller, 'lunch')).toEqual(['oauth']);
    expect(await ids(recaller, 'login')).toEqual([]);
  });
});
