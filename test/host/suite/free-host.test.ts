import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { extensions, Selection, window, workspace } from 'vscode';
import { systemClock } from '../../../src/core/clock.ts';
import { NO_CHOICES } from '../../../src/core/dream/constitution/govern.ts';
import { Activity } from '../../../src/editor/dreams/activity.ts';
import { DreamRunner } from '../../../src/editor/dreams/dream-runner.ts';
import { windowSigns } from '../../../src/editor/dreams/person-signs.ts';
import { createReadSetting } from '../../../src/editor/read-setting.ts';
import { StoreConnection } from '../../../src/editor/store/store-connection.ts';
import { presenceMark } from '../../../src/store/presence-mark.ts';
import { writeInstructions } from '../write-instructions.ts';
import { printFigure, test } from './test.ts';

/** Five times the true limits, for noisy machines. */
const LONGEST_HOLD_MILLISECONDS = 5 * 50;
const LONGEST_YIELD_MILLISECONDS = 5 * 1000;
const EVENTS = 600;
/** Enough that the dream is under way when the person comes back. */
const MANY_EVENTS = 3000;

/** Runs `act` with a worker of its own on a fresh store that has much to dream about. */
async function withStore(
  amount: number,
  act: (connection: StoreConnection, transcript: string) => Promise<void>,
): Promise<void> {
  const extension = extensions.getExtension('dreamwright.dreamwright');
  assert.ok(extension);
  const folder = await mkdtemp(join(tmpdir(), 'dreamwright-suite-'));
  const directory = join(folder, 'store');
  const transcript = join(folder, 'instructions.jsonl');
  await writeInstructions(transcript, amount);
  const script = join(extension.extensionPath, 'dist', 'worker.js');
  const heads = { home: folder, editorKey: null };
  const locate = async () => ({ directory, root: null, person: 'suite', heads, beside: [] });
  const connection = new StoreConnection({
    script,
    directory,
    beside: [],
    findMoved: () => null,
    choices: () => NO_CHOICES,
    locate,
    boundary: { run: (act) => act(), runQuietly: (act) => act() },
  });
  try {
    await act(connection, transcript);
  } finally {
    await connection.close();
    connection.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

test('import, search and dream leave the extension host free', async () => {
  await withStore(EVENTS, async (connection, transcript) => {
    const store = await connection.open();
    const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['import', () => store.import([transcript], { trust: 'user' })],
      ['search', () => store.recall('which task before the login module', { limit: 30, within: 'all' })],
      ['dream', () => store.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' }, {})],
    ];
    for (const [name, run] of steps) {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const started = performance.now();
      await run();
      delay.disable();
      const hold = delay.max / 1e6;
      const took = (performance.now() - started).toFixed(0);
      printFigure(
        `${name} of ${EVENTS} events: ${took} ms, longest hold of the host's event loop ${hold.toFixed(1)} ms`,
      );
      assert.ok(hold < LONGEST_HOLD_MILLISECONDS, `${name} held the event loop for ${hold} ms`);
    }
  });
});

test('a dream that nobody asked for yields when the person is back', async () => {
  const editor = await window.showTextDocument(
    await workspace.openTextDocument({ content: 'The person is back.', language: 'plaintext' }),
  );
  await withStore(MANY_EVENTS, async (connection, transcript) => {
    await (await connection.open()).import([transcript], { trust: 'user' });
    const runner = new DreamRunner({
      open: connection.open,
      readSetting: createReadSetting(assert.fail),
      findModel: async () => ({ kind: 'none', because: 'The suite has no model' }),
      findHosted: async () => ({ kind: 'none', because: 'The suite has no model' }),
    });
    const activity = new Activity(systemClock, windowSigns, presenceMark(connection.directory));
    let back = 0;
    activity.onDidAct(() => {
      back ||= performance.now();
      runner.yieldToPerson();
    });
    let isFirst = true;
    const outcome = await runner.run({ trigger: 'idle', isAsked: false }, () => {
      // As a key or a click does.
      if (isFirst) editor.selection = new Selection(0, 0, 0, 3);
      isFirst = false;
    });
    const milliseconds = performance.now() - back;
    printFigure(`an idle dream yields in ${milliseconds.toFixed(0)} ms`);
    assert.ok(back > 0, 'the person was not noticed');
    assert.ok(milliseconds < LONGEST_YIELD_MILLISECONDS, `it took ${milliseconds} ms`);
    assert.ok(outcome === null || (outcome.kind === 'ended' && outcome.record.status === 'cancelled'));
    assert.deepEqual(await (await connection.open()).memories(), []);
    activity.dispose();
    runner.dispose();
  });
});
