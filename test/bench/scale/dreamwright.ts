import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JournalRecord } from '../../../src/core/journal/record.ts';
import { createRecaller, type Meanings, type Recaller } from '../../../src/core/search/recaller.ts';
import { packVector } from '../../../src/core/search/vectors/packed-vector.ts';
import { readWordVectors, type WordVectors } from '../../../src/core/search/vectors/word-vectors.ts';
import type { UserEvent } from '../../../src/core/sessions/event.ts';
import type { Store } from '../../../src/core/store.ts';
import { MiniLmThread } from '../../../src/embedding/mini-lm-thread.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { DIMENSIONS, memoryOf, QUERIES, queryOf, textOf, vectorOf, WRITES, wantedBy } from './data.ts';
import {
  FIRST,
  type Figures,
  FOUND,
  quantile,
  residentMegabytes,
  START,
  shareFound,
  timed,
  timesOf,
} from './measure.ts';

const NOW = new Date('2026-06-01T00:00:00.000Z');
const MODEL = 'hashed';
const EVENTS_A_SESSION = 50;

const MEANINGS: Meanings = {
  loadWords: () => null,
  embedder: {
    model: MODEL,
    dimensions: DIMENSIONS,
    embed: async (texts) => texts.map(vectorOf),
    close: async () => undefined,
  },
  mode: 'complete',
  notices: [],
};

/** As shipped: it gives events and questions about them their vectors within the recall. */
const loadWords = (): WordVectors => readWordVectors(readFileSync('media/word-vectors.bin'));

function creationOf(index: number): JournalRecord {
  const memory = memoryOf(index);
  return {
    kind: 'commit',
    comment: null,
    commit: {
      id: `cmt_${index}`,
      cause: 'person',
      dream: null,
      reason: 'bench',
      changes: [{ id: memory.id, before: null, after: memory }],
      proposals: [],
      undoes: null,
      redoes: null,
      moves: [],
      adds: [],
    },
  };
}

async function write(store: Store, from: number, to: number): Promise<void> {
  await store.write({ kind: 'system' }, () => ({
    records: Array.from({ length: to - from }, (_, index) => creationOf(from + index)),
    result: undefined,
  }));
}

function saveVectors(store: Store, size: number): void {
  store.saveVectors(
    Array.from({ length: size }, (_, index) => {
      const text = textOf(index);
      const hash = createHash('sha256').update(text).digest('hex');
      return { owner: `mem_${index}`, hash, model: MODEL, dimensions: DIMENSIONS, packed: packVector(vectorOf(text)) };
    }),
  );
}

/** From nothing until the first recall has answered. */
async function begin(directory: string, meanings: Meanings, query: string, within: 'memories' | 'sessions') {
  const started = performance.now();
  const store = await openStore(directory, { clock: () => new Date() });
  const opened = performance.now();
  const recaller = createRecaller(store, meanings);
  await recaller.recall(query, { limit: 10, within }, NOW);
  const answered = performance.now();
  return { store, recaller, open: opened - started, [FIRST]: answered - opened, [START]: answered - started };
}

async function recallTimes(
  recaller: Recaller,
  size: number,
  within: 'memories' | 'sessions',
): Promise<{ readonly 'recall p50': number; readonly 'recall p95': number }> {
  const times = await timesOf(QUERIES, (number) => recaller.recall(queryOf(number, size), { limit: 10, within }, NOW));
  return { 'recall p50': quantile(times, 0.5), 'recall p95': quantile(times, 0.95) };
}

/** Fills a store and writes to it: what an acknowledged write and a snapshot cost. */
export async function fillMemories(size: number, directory: string): Promise<Figures> {
  const store = await openStore(directory, { clock: () => new Date() });
  const filling = await timed(() => write(store, 0, size));
  saveVectors(store, size);
  const writes = await timesOf(WRITES, (number) => write(store, size + number, size + number + 1));
  const snapshot = await timed(() => store.snapshot());
  await store.close();
  return { build: filling, snapshot, 'write p50': quantile(writes, 0.5), 'write p95': quantile(writes, 0.95) };
}

/** Opens what `fillMemories` left, as an editor does, and asks. */
export async function askMemories(size: number, directory: string): Promise<Figures> {
  const { store, recaller, ...began } = await begin(directory, MEANINGS, queryOf(0, size), 'memories');
  const asked = await recallTimes(recaller, size, 'memories');
  const found = await shareFound(
    QUERIES,
    (number) => wantedBy(number, size),
    async (number) => {
      const hits = await recaller.recall(queryOf(number, size), { limit: 10, within: 'memories' }, NOW);
      return hits.map(({ id }) => Number(id.slice('mem_'.length)));
    },
  );
  const words = createRecaller(store, null);
  await words.recall('words', { limit: 10, within: 'memories' }, NOW);
  const plain = await recallTimes(words, size, 'memories');
  const figures = {
    ...began,
    ...asked,
    'words alone p95': plain['recall p95'],
    [FOUND]: found,
  };
  const resident = residentMegabytes();
  const all = await timed(() => store.view.memories());
  await recaller.close();
  await store.close();
  return { ...figures, 'all memories read': all, 'RSS MB': resident };
}

export async function fillEvents(size: number, directory: string): Promise<Figures> {
  const store = await openStore(directory, { clock: () => new Date() });
  const build = await timed(async () => {
    for (let at = 0; at < size; at += EVENTS_A_SESSION) {
      const session = `s${at}`;
      const events = Array.from({ length: EVENTS_A_SESSION }, (_, index) => eventOf(session, at + index));
      await store.appendEvents({ session, agent: 'bench', format: 'plain', trust: 'user' }, events);
    }
  });
  const snapshot = await timed(() => store.snapshot());
  await store.close();
  return { build, snapshot };
}

export async function askEvents(size: number, directory: string): Promise<Figures> {
  const meanings = { ...MEANINGS, loadWords };
  const { store, recaller, ...began } = await begin(directory, meanings, queryOf(0, size), 'sessions');
  const asked = await recallTimes(recaller, size, 'sessions');
  const resident = residentMegabytes();
  const words = createRecaller(store, null);
  await words.recall('words', { limit: 10, within: 'sessions' }, NOW);
  const plain = await recallTimes(words, size, 'sessions');
  await recaller.close();
  await store.close();
  const alone = { 'words alone p50': plain['recall p50'], 'words alone p95': plain['recall p95'] };
  return { ...began, ...asked, ...alone, 'RSS MB': resident };
}

function eventOf(session: string, index: number): UserEvent {
  const at = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
  return { session, id: `e${index}`, at, agent: 'bench', origin: 'user', type: 'user', text: textOf(index) };
}

/** What a question's vector costs beside its recall. */
export async function embedQuestions(size: number): Promise<Figures> {
  const script = resolve('dist/embedding-worker.js');
  if (!existsSync(script)) throw new Error('the model is missing: run `npm run build` first');
  const embedder = new MiniLmThread({ script, folder: resolve('dist/model') });
  try {
    const times = await timesOf(QUERIES, (number) => embedder.embed([queryOf(number, size)]));
    return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
  } finally {
    await embedder.close();
  }
}
