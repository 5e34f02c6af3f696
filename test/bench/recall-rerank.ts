import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { EVENT_WEIGHTS } from '../../src/core/search/events/event-weights.ts';
import type { FoundEvent } from '../../src/core/search/events/search-events.ts';
import { chunksOf } from '../../src/core/search/vectors/chunks-of.ts';
import { MiniLmThread } from '../../src/embedding/mini-lm-thread.ts';
import { found, type Measured, measure, summary } from './recall-quality.ts';
import type { BenchQuestion } from './recall-questions.ts';

/** Of each question's events, the best this many are read by the model. */
const READ = 20;
const QUESTIONS = 30;
/** How much its likeness counts beside the score, both divided by their highest; 0 is recall as it ships. */
const WEIGHTS = [0, 0.1, 0.3, 1] as const;

interface Read {
  readonly question: BenchQuestion;
  readonly hits: readonly FoundEvent[];
  /** Of the first {@link READ} hits. */
  readonly likeness: readonly number[];
}

/** Prints turn recall at 5 and all-sessions at 5 where MiniLM ranks the best events anew, and what that takes. */
export async function printRerank(questions: readonly BenchQuestion[]): Promise<void> {
  const script = resolve('dist/embedding-worker.js');
  if (!existsSync(script)) return console.log('\nRe-ranking skipped: npm run build makes the model.');
  const embedder = new MiniLmThread({ script, folder: resolve('dist/model') });
  const times: number[] = [];
  const all: Read[] = [];
  try {
    await embedder.embed(['warm']);
    for (const question of questions.slice(0, QUESTIONS)) {
      const hits = found(question, EVENT_WEIGHTS);
      const started = performance.now();
      const likeness = await likenessOf(question.question, hits.slice(0, READ), embedder);
      times.push(performance.now() - started);
      all.push({ question, hits, likeness });
    }
  } finally {
    await embedder.close();
  }
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  console.log(
    `\nThe best ${READ} events ranked anew by MiniLM, ${all.length} questions, ${middle.toFixed(0)} ms each (median)`,
  );
  for (const weight of WEIGHTS) {
    const measured = all.map((read): Measured => measure(read.question, ranked(read, weight)));
    console.log(`  weight ${weight.toFixed(1)}  ${summary(measured)}`);
  }
}

/** An event is as near as the nearest of its chunks. */
async function likenessOf(
  question: string,
  hits: readonly FoundEvent[],
  embedder: MiniLmThread,
): Promise<readonly number[]> {
  const [asked = new Float32Array(0)] = await embedder.embed([question]);
  const likeness: number[] = [];
  for (const { event } of hits) {
    const vectors = await embedder.embed(chunksOf(event.text));
    likeness.push(Math.max(...vectors.map((vector) => dot(vector, asked))));
  }
  return likeness;
}

function ranked({ hits, likeness }: Read, weight: number): readonly FoundEvent['event'][] {
  const best = hits[0]?.score ?? 1;
  const nearest = Math.max(...likeness);
  const scored = hits.slice(0, READ).map(({ event, score }, place) => ({
    event,
    score: score / best + (weight * (likeness[place] ?? 0)) / nearest,
  }));
  return [...scored.toSorted((a, b) => b.score - a.score), ...hits.slice(READ)].map(({ event }) => event);
}

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}
