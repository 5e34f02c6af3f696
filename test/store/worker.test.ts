import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { StoreError } from '../../src/store/store-error.ts';
import { type Connection, connect } from '../../src/store/worker/connect.ts';
import { aFolder } from './builders.ts';
import { bundle } from './bundle.ts';
import type { Served } from './served.ts';

let script = '';
beforeAll(async () => {
  script = await bundle('served');
});
afterAll(() => rmSync(script, { force: true }));

function aConnection(directory = 'here'): Connection<Served> {
  const connection = connect<Served, { directory: string }>(() => new Worker(resolve(script)), { directory });
  onTestFinished(() => connection.end());
  return connection;
}

test('values go there and back, and the place to open is told', async () => {
  const { remote } = aConnection();
  const value = { text: 'naïve 😀', list: [1, null, [true]], map: new Map([['a', 1]]) };
  expect(await remote.echo(value)).toEqual(value);
  expect(await remote.location()).toEqual({ directory: 'here' });
});

test('calls under way at once get their own answers', async () => {
  const { remote } = aConnection();
  expect(await Promise.all([remote.echo(1), remote.countTo(3), remote.echo(2)])).toEqual([1, 'alone', 2]);
});

test('an error keeps its kind, name and message', async () => {
  const { remote } = aConnection();
  const full = await remote.failFull().catch((error: unknown) => error);
  expect(full).toBeInstanceOf(StoreError);
  expect(full).toMatchObject({ kind: 'full', message: 'The disk is full.' });
  await expect(remote.failOther()).rejects.toMatchObject({ name: 'RangeError', message: 'too far' });
});

test('progress is told on the way', async () => {
  const { remote } = aConnection();
  const steps: number[] = [];
  expect(await remote.countTo(3, { onProgress: ({ step }) => steps.push(step) })).toBe('followed');
  expect(steps).toEqual([1, 2, 3]);
});

test('an abort stops the work over there', async () => {
  const { remote } = aConnection();
  const controller = new AbortController();
  const waiting = remote.waitForAbort({ signal: controller.signal });
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  await expect(remote.waitForAbort({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});

const oracle = {
  name: 'oracle',
  answerLater: null,
  answer: async (question: string) => `${question} is so`,
};

test('what a call lends is asked across, its fields go along', async () => {
  const { remote } = aConnection();
  const asked = ['one', 'two'].map((question) => remote.askBack(question, { oracle }));
  expect(await Promise.all(asked)).toEqual(['oracle (null): one is so', 'oracle (null): two is so']);
});

test('what a lent object throws arrives as an error over there and here', async () => {
  const answer = async () => Promise.reject(new StoreError('full', 'The disk is full.'));
  await expect(aConnection().remote.askBack('one', { oracle: { ...oracle, answer } })).rejects.toMatchObject({
    kind: 'full',
    message: 'The disk is full.',
  });
});

test('an abort reaches what was lent', async () => {
  const controller = new AbortController();
  const reached = new Promise<string>((tell) => {
    const answer = (_question: string, signal: AbortSignal) =>
      new Promise<string>(() => {
        signal.addEventListener('abort', () => tell('stopped'));
        controller.abort();
      });
    const asking = aConnection().remote.askBack('one', { oracle: { ...oracle, answer }, signal: controller.signal });
    asking.catch(() => undefined);
  });
  expect(await reached).toBe('stopped');
});

test('a change over there is told here', async () => {
  const connection = aConnection();
  const changed = new Promise<void>((tell) => connection.onChange(tell));
  await connection.remote.change();
  await changed;
});

test('a worker that dies rejects what was under way and is started again on the next call', async () => {
  const connection = aConnection();
  const failures: string[] = [];
  connection.onFailure((error) => failures.push(error.message));
  const waiting = connection.remote.waitForAbort({ onProgress: () => {} });
  const dying = connection.remote.die();
  await expect(waiting).rejects.toMatchObject({ kind: 'lost' });
  await expect(dying).rejects.toThrow("The store's worker ended (exit code 7); what was acknowledged is on disk.");
  expect(failures).toHaveLength(1);
  expect(await connection.remote.echo('alive')).toBe('alive');
});

test('a worker that dies again and again is left alone', async () => {
  const { remote } = aConnection();
  for (let death = 0; death < 3; death++) await expect(remote.die()).rejects.toMatchObject({ kind: 'lost' });
  await expect(remote.echo(1)).rejects.toThrow('ended several times in a minute');
});

test('a lock that a dead worker held is taken by the one started after it', async () => {
  const { remote } = aConnection();
  const directory = aFolder();
  expect([await remote.takeDreamLock(directory), await remote.takeDreamLock(directory)]).toEqual([true, false]);
  await expect(remote.die()).rejects.toMatchObject({ kind: 'lost' });
  expect(await remote.takeDreamLock(directory)).toBe(true);
});

test('an opening that failed is told, and tried again on the next call', async () => {
  const { remote } = aConnection('newer');
  await expect(remote.echo(1)).rejects.toMatchObject({ kind: 'newer', message: 'Update Dreamwright.' });
  expect(await remote.echo(1)).toBe(1);
});

test('an ended connection refuses calls with the mend', async () => {
  const connection = aConnection();
  const waiting = connection.remote.waitForAbort({ onProgress: () => {} });
  await Promise.all([expect(waiting).rejects.toMatchObject({ kind: 'closed' }), connection.end()]);
  await expect(connection.remote.echo(1)).rejects.toThrow('The store is closed; open it again.');
});

test('the remote can be handed on by a promise', async () => {
  const { remote } = aConnection();
  expect(await (await Promise.resolve(remote)).echo(1)).toBe(1);
});
