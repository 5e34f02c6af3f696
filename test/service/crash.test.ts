import { expect, it } from 'vitest';
import type { ModelCall } from '../../src/core/agent/noted-model.ts';
import { openStore } from '../../src/store/open-store.ts';
import { NOW, openTemporary } from './open-temporary.ts';
import { scriptSession } from './session-script.ts';

const OPTIONS = { engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' } as const;
const STANDING = scriptSession('s1', '2026-01-05', [
  { user: 'From now on always run `pnpm lint` before you commit.' },
  { assistant: 'Noted.' },
]);

const CALL: ModelCall = {
  ...{ model: 'claude', purpose: 'dream', sentCharacters: 4_000, inputTokens: 0, outputTokens: 0, end: 'complete' },
};

/** Begins a dream as a process does that is killed before the dream's end. */
async function beginDreamAndDie(directory: string, answered?: Partial<ModelCall>): Promise<void> {
  const store = await openStore(directory, { clock: () => NOW });
  await store.write({ kind: 'dream', dream: 'drm_dead' }, () => ({
    records: [
      { kind: 'dream-started', dream: 'drm_dead', engine: 'local', trigger: 'idle' },
      ...(answered === undefined ? [] : [{ kind: 'model-called', call: { ...CALL, ...answered } } as const]),
    ],
    result: null,
  }));
  await store.close();
}

it('a dream whose process died shows as failed, with what to do', async () => {
  const { directory, dreamwright } = await openTemporary();
  await beginDreamAndDie(directory);
  const [dream] = await dreamwright.dreams();
  expect(dream).toMatchObject({ id: 'drm_dead', status: 'failed', trigger: 'idle', ended: NOW.toISOString() });
  expect(dream?.error).toContain('dream again');
  expect(await dreamwright.dreamReport('drm_dead')).toContain('It failed:');
  expect(await dreamwright.verifyJournal()).toMatchObject({ ok: true, entries: 2 });
});

it('the next dream ends one that died, and digests what that one left', async () => {
  const { directory, dreamwright } = await openTemporary();
  await dreamwright.appendEvents(STANDING.header, STANDING.events);
  await beginDreamAndDie(directory);
  expect(await dreamwright.dream(OPTIONS)).toMatchObject({ record: { status: 'completed', committed: 1 } });
  expect((await dreamwright.dreams()).map(({ status }) => status).sort()).toEqual(['completed', 'failed']);
});

it('a dream that still runs is not taken for dead', async () => {
  const { dreamwright } = await openTemporary();
  await dreamwright.appendEvents(STANDING.header, STANDING.events);
  let seen: Promise<readonly { readonly status: string }[]> | undefined;
  await dreamwright.dream(OPTIONS, {
    onProgress: ({ step }) => {
      if (step === 2) seen ??= dreamwright.dreams();
    },
  });
  expect((await seen)?.map(({ status }) => status)).toEqual(['running']);
  expect((await dreamwright.dreams()).map(({ status }) => status)).toEqual(['completed']);
});

it('a dream that fails is told to its caller and to the journal, and leaves the memory as it was', async () => {
  const { dreamwright } = await openTemporary();
  await dreamwright.appendEvents(STANDING.header, STANDING.events);
  const failing = dreamwright.dream(OPTIONS, {
    onProgress: ({ step }) => {
      if (step === 4) throw new Error('no more room');
    },
  });
  await expect(failing).rejects.toThrow('no more room');
  expect(await dreamwright.dreams()).toMatchObject([{ status: 'failed', error: 'no more room' }]);
  expect(await dreamwright.memories()).toEqual([]);
  expect(await dreamwright.dream(OPTIONS)).toMatchObject({ record: { committed: 1 } });
});

it('a dream that died counts with what it had been answered, as the journal holds it', async () => {
  const { directory, dreamwright } = await openTemporary();
  await beginDreamAndDie(directory, { inputTokens: 900, outputTokens: 100, cost: 0.25 });
  expect(await dreamwright.dreams()).toMatchObject([{ usage: { inputTokens: 900, outputTokens: 100 }, cost: 0.25 }]);
  expect(await dreamwright.spentToday()).toEqual({ dollars: 0.25, tokens: 1_000 });
});
