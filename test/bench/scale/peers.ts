import { join } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import { InMemoryStore } from '@langchain/langgraph-checkpoint';
import { create, insert, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';
import { DIMENSIONS, memoryOf, QUERIES, queryOf, textOf, vectorOf, WRITES, wantedBy } from './data.ts';
import {
  type Contestant,
  type Figures,
  FOUND,
  quantile,
  questionsAt,
  residentMegabytes,
  shareFound,
  timed,
  timesOf,
  WARM_UP,
} from './measure.ts';

const LIMIT = 10;
/** Each takes the server longer the more there are. */
const WRITES_OF_SERVER = 50;
/** Least cosine, as ours; by the package's own .8 a question of few words is like nothing. */
const SIMILARITY = 0.2;

const ONE = 'one recall';

function recallFigures(times: readonly number[]): Figures {
  return { 'recall p50': quantile(times, 0.5), 'recall p95': quantile(times, 0.95), 'RSS MB': residentMegabytes() };
}

/** Words and vectors in one index in memory; nothing is on disk. */
export const orama: Contestant = async (size, _directory, tell) => {
  const index = create({ schema: { path: 'string', text: 'string', vector: 'vector[384]' } as const });
  const documentOf = (number: number) => {
    const { path, text } = memoryOf(number);
    return { path, text, vector: [...vectorOf(text)] };
  };
  const documents = Array.from({ length: size }, (_, number) => documentOf(number));
  const build = await timed(() => insertMultiple(index, documents, 1000));
  const vectors = Array.from({ length: 2 * QUERIES }, (_, number) => [...vectorOf(queryOf(number, size))]);
  const ask = (number: number) =>
    search(index, {
      mode: 'hybrid',
      term: queryOf(number, size),
      vector: { value: vectors[number] ?? [], property: 'vector' },
      similarity: SIMILARITY,
      limit: LIMIT,
    });
  tell({ build, [ONE]: await timed(() => ask(0)) });
  const writes = await timesOf(WRITES, (number) => insert(index, documentOf(size + number)));
  const questions = questionsAt(size, QUERIES);
  const times = await timesOf(questions, ask);
  const found = await shareFound(
    questions,
    (number) => wantedBy(number, size),
    async (number) => (await ask(number)).hits.map(({ document }) => Number(/topic-(\d+)/u.exec(document.path)?.[1])),
  );
  return { build, 'write p50': quantile(writes, 0.5), ...recallFigures(times), [FOUND]: found };
};

/** MiniSearch for the words, a plain scan of all vectors for the meaning, both scores added; nothing is on disk. */
export const miniSearchAndCosine: Contestant = async (size, _directory, tell) => {
  const index = new MiniSearch({ fields: ['path', 'text'] });
  const length = size + WARM_UP + WRITES;
  const vectors = Array.from({ length }, (_, number) => vectorOf(textOf(number)));
  const documents = Array.from({ length }, (_, id) => ({ id, path: memoryOf(id).path, text: textOf(id) }));
  const build = await timed(() => index.addAll(documents));
  const asked = Array.from({ length: 2 * QUERIES }, (_, number) => vectorOf(queryOf(number, size)));
  const ask = (number: number) => {
    const question = asked[number] ?? new Float32Array();
    const scores = new Map<number, number>(vectors.map((vector, id) => [id, dot(vector, question)]));
    const hits = index.search(queryOf(number, size));
    const best = hits[0]?.score ?? 1;
    for (const { id, score } of hits) scores.set(Number(id), (scores.get(Number(id)) ?? 0) + score / best);
    return [...scores].sort((left, right) => right[1] - left[1]).slice(0, LIMIT);
  };
  tell({ build, [ONE]: await timed(() => ask(0)) });
  const questions = questionsAt(size, QUERIES);
  const times = await timesOf(questions, ask);
  const found = await shareFound(
    questions,
    (number) => wantedBy(number, size),
    (number) => ask(number).map(([id]) => id),
  );
  return { build, ...recallFigures(times), [FOUND]: found };
};

/** LangGraph's store by the vectors alone, as it searches: its embedder knows each question's vector beforehand. */
export const langGraph: Contestant = async (size, _directory, tell) => {
  const questions = questionsAt(size, QUERIES);
  const vectors = new Map(
    Array.from({ length: QUERIES + WARM_UP }, (_, number) => queryOf(number, size)).map((query) => [
      query,
      [...vectorOf(query)],
    ]),
  );
  const known = (text: string): number[] => vectors.get(text) ?? [...vectorOf(text)];
  const embeddings = new (class extends Embeddings {
    override embedDocuments = async (texts: string[]): Promise<number[][]> => texts.map(known);
    override embedQuery = async (text: string): Promise<number[]> => known(text);
  })({});
  const store = new InMemoryStore({ index: { dims: DIMENSIONS, embeddings, fields: ['text'] } });
  const put = (number: number) => store.put(['bench'], String(number), { text: textOf(number) });
  const build = await timed(async () => {
    for (let number = 0; number < size; number++) await put(number);
  });
  const writes = await timesOf(WRITES, (number) => put(size + number));
  const ask = (number: number) => store.search(['bench'], { query: queryOf(number, size), limit: LIMIT });
  tell({ build, [ONE]: await timed(() => ask(0)) });
  const times = await timesOf(questions, ask);
  const found = await shareFound(
    questions,
    (number) => wantedBy(number, size),
    async (number) => (await ask(number)).map(({ key }) => Number(key)),
  );
  return { build, 'write p50': quantile(writes, 0.5), ...recallFigures(times), [FOUND]: found };
};

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}

/** What this bench asks of the class that the package's server answers with. */
interface KnowledgeGraph {
  createEntities(entities: readonly object[]): Promise<unknown>;
  searchNodes(query: string): Promise<unknown>;
}

/** Called directly, without the cost of its protocol. It finds only texts that hold the query as it stands: one word here. */
export const serverMemory: Contestant = async (size, directory, tell) => {
  // The package starts its server when it is imported, and says so.
  const module: { readonly KnowledgeGraphManager: new (path: string) => KnowledgeGraph } = await import(
    // @ts-expect-error It has no types.
    '@modelcontextprotocol/server-memory/dist/index.js'
  );
  const graph = new module.KnowledgeGraphManager(join(directory, 'memory.jsonl'));
  const entityOf = (number: number): object => {
    const { path, text } = memoryOf(number);
    return { name: path, entityType: 'fact', observations: [text] };
  };
  const build = await timed(() => graph.createEntities(Array.from({ length: size }, (_, number) => entityOf(number))));
  const ask = (number: number) => graph.searchNodes(queryOf(number, size).split(' ')[0] ?? '');
  tell({ build, [ONE]: await timed(() => ask(0)) });
  const writes = await timesOf(WRITES_OF_SERVER, (number) => graph.createEntities([entityOf(size + number)]));
  const times = await timesOf(questionsAt(size, QUERIES), ask);
  return { build, 'write p50': quantile(writes, 0.5), ...recallFigures(times) };
};
