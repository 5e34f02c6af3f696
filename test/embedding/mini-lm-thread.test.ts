import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRecaller } from '../../src/core/search/recaller.ts';
import { EmbedderMissing } from '../../src/core/search/vectors/embedder.ts';
import { MiniLmThread } from '../../src/embedding/mini-lm-thread.ts';
import { MODEL_FILES } from '../../src/embedding/model-folder.ts';
import { aMemory } from '../search/builders.ts';
import { append, aStore, creation } from '../store/builders.ts';
import { buildThread } from './build-thread.ts';

const { folder, script, model, copyModel } = await buildThread();
const thread = new MiniLmThread({ script, folder: model });

afterAll(async () => {
  await thread.close();
  rmSync(folder, { recursive: true, force: true });
});

function likeness(a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

describe('MiniLM in its thread', () => {
  it('brings paraphrases together, and the same text to the same vector, also in a new thread', async () => {
    const [question, answer, other] = await thread.embed([
      'how do people log in',
      'Authentication uses OAuth tokens.',
      'Lunch is at noon.',
    ]);
    expect(question).toHaveLength(thread.dimensions);
    expect(likeness(question, question)).toBeCloseTo(1, 4);
    expect(likeness(question, answer)).toBeGreaterThan(likeness(question, other) + 0.2);
    const again = new MiniLmThread({ script, folder: model });
    expect((await again.embed(['how do people log in']))[0]).toEqual(question);
    await again.close();
  });

  it('reads the beginning of a text of any length', async () => {
    const vectors = await thread.embed(['', 'word '.repeat(5_000), '\uD800 \u0000 🌙']);
    for (const vector of vectors) expect(likeness(vector, vector)).toBeCloseTo(1, 4);
  });

  it('gives up when it is asked to, and goes on with the next text', async () => {
    const controller = new AbortController();
    const stopped = thread.embed(['one'], controller.signal);
    controller.abort(new Error('the person came back'));
    await expect(stopped).rejects.toThrow('the person came back');
    expect(await thread.embed(['two'])).toHaveLength(1);
  });

  it('says what is missing and the mend', async () => {
    const missing = join(folder, 'nowhere');
    const lost = new MiniLmThread({ script, folder: missing });
    await expect(lost.embed(['a'])).rejects.toThrow(EmbedderMissing);
    await expect(lost.embed(['a'])).rejects.toThrow(
      `${join(missing, 'model_quantized.onnx')} is missing; install Dreamwright again`,
    );
    await lost.close();
  });
});

describe('a memory of six hundred words', () => {
  /** Plain notes about one thing after the other, as a person keeps them; the last one is asked for. */
  const TOPICS = [
    'build',
    'linter',
    'release',
    'changelog',
    'cache',
    'pipeline',
    'formatter',
    'bundle',
    'schema',
    'index',
  ];
  const notes = Array.from({ length: 45 }, (_, place) => {
    const topic = TOPICS[place % TOPICS.length];
    return `Note ${place + 1}: the ${topic} was looked at again this week and was left as it is.`;
  });
  const FACT = 'Account holders reset a forgotten passphrase through the helpdesk.';

  it('is found by a paraphrase of what it says at its end', async () => {
    const text = [...notes, FACT].join('\n');
    expect(text.split(/\s+/u).length).toBeGreaterThan(600);
    const store = await aStore();
    const others = ['Lunch is at noon.', 'Tabs, never spaces.', 'Deploys happen on Tuesdays.', 'Ada writes the notes.'];
    const memories = [aMemory('long', text), ...others.map((other, place) => aMemory(`m${place}`, other))];
    await append(store, ...memories.map(creation));
    const recaller = createRecaller(store, { loadWords: () => null, embedder: thread, mode: 'complete', notices: [] });
    const question = 'I lost my login credentials, whom do I contact?';
    const [hit] = await recaller.recall(question, { limit: 3, within: 'memories' }, new Date('2026-06-15'));
    expect(hit).toMatchObject({ id: 'long', why: ['similar in meaning'] });
  });
});

describe('the thread of a model', () => {
  /** Answers each text with the number of its thread; the text "fail" with a failure, "exit" not at all. */
  const SCRIPT = `
    const { parentPort, threadId } = require('node:worker_threads');
    parentPort.on('message', ({ id, texts }) => {
      if (texts[0] === 'exit') process.exit(1);
      const vectors = texts.map(() => Float32Array.of(threadId));
      parentPort.postMessage(texts[0] === 'fail' ? { kind: 'failure', id, reason: 'no memory' } : { kind: 'vectors', id, vectors });
    });`;

  function aThread(): MiniLmThread {
    const place = mkdtempSync(join(folder, 'made-up-'));
    for (const name of MODEL_FILES) writeFileSync(join(place, name), '');
    writeFileSync(join(place, 'thread.cjs'), SCRIPT);
    const made = new MiniLmThread({ script: join(place, 'thread.cjs'), folder: place });
    onTestFinished(() => made.close());
    return made;
  }

  const numberOf = async (one: MiniLmThread, text = 'a text'): Promise<number | undefined> =>
    (await one.embed([text]))[0]?.[0];

  it('is a fresh one for a text that comes while the idle one is ending', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const made = aThread();
    const first = await numberOf(made);
    vi.advanceTimersByTime(60_000);
    const second = await numberOf(made);
    expect(second).not.toBe(first);
    expect(await numberOf(made)).toBe(second);
  });

  it.each(['fail', 'exit'])('is a fresh one after a text that ended in: %s', async (text) => {
    const made = aThread();
    const first = await numberOf(made);
    await expect(made.embed([text])).rejects.toThrow(EmbedderMissing);
    expect(await numberOf(made)).not.toBe(first);
  });
});

describe('the build', () => {
  it('refuses weights that are not the pinned ones', () => {
    const weights = resolve('test/fixtures/embedding/other-weights');
    expect(() => copyModel(join(folder, 'refused'), weights)).toThrow(
      /model_quantized\.onnx has the SHA-256 [0-9a-f]{64} instead of afdb6f1a[0-9a-f]{56}: run npm ci/u,
    );
  });

  it('says in one line that the weights are not installed', () => {
    expect(() => copyModel(join(folder, 'refused'), join(folder, 'nowhere'))).toThrow(/ is missing: run npm ci\.$/u);
  });
});
