import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SAME_MEANING } from '../../src/core/dream/analyze/failures/find-shared-errors.ts';
import { areOtherErrors, spellOutError } from '../../src/core/dream/analyze/failures/spell-out-error.ts';
import { joinByMeaning } from '../../src/core/dream/analyze/terms/join-by-meaning.ts';
import { createRecaller } from '../../src/core/search/recaller.ts';
import { EmbedderMissing } from '../../src/core/search/vectors/embedder.ts';
import { textMeanings } from '../../src/core/search/vectors/text-meanings.ts';
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

describe('errors that programs tell in their own words', () => {
  const SAME = [
    [
      'Error: connect ECONNREFUSED #:#',
      'could not connect to server: Connection refused. Is the server running on host "…" and accepting TCP/IP connections on port #?',
      'psql: error: connection to server at "…" (::#), port # failed: Connection refused',
      'dial tcp #:#: connect: connection refused',
    ],
    [
      'Cannot connect to the Docker daemon at unix:docker.sock. Is the docker daemon running?',
      'error during connect: this error may indicate that the docker daemon is not running',
    ],
    ['No space left on device', 'ENOSPC: no space left on device, write'],
    ['Error: listen EADDRINUSE: address already in use :::#', 'bind: address already in use'],
    ['certificate signed by unknown authority', 'Error: self-signed certificate in certificate chain'],
    [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      'fatal error: runtime: out of memory',
    ],
  ];
  const told = { textOf: spellOutError, areOthers: areOtherErrors };
  const APART = [
    'Error: connect ETIMEDOUT #:#',
    'The following paths are ignored by one of your .gitignore files:',
    "fatal: Unable to create '…': File exists. Another git process seems to be running",
    "fatal: Authentication failed for '…'",
    'go: cannot find main module, but found config in entire.io',
    'getaddrinfo ENOTFOUND registry.npmjs.org',
    'permission denied while trying to open the socket',
    'Metadata branch not found',
    "Error: Cannot find module '…'",
    'Failed to fetch metadata: failed to get origin remote: remote not found',
    'CONFLICT (content): Merge conflict in setup.go',
  ];

  it('are joined where they mean the same, and only there', async () => {
    const errors = [...SAME.flat(), ...APART];
    const joined = await joinByMeaning(errors, told, SAME_MEANING, textMeanings(thread));
    const expected = [...SAME, ...APART.map((error) => [error])];
    expect(joined.map((group) => group.toSorted()).toSorted()).toEqual(
      expected.map((group) => group.toSorted()).toSorted(),
    );
  });
  it('stay apart where there is no model', async () => {
    const lost = new MiniLmThread({ script, folder: join(folder, 'nowhere') });
    expect(await joinByMeaning(['a b', 'a b'], told, SAME_MEANING, textMeanings(lost))).toHaveLength(2);
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
