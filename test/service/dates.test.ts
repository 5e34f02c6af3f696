import { describe, expect, it } from 'vitest';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import { openTemporary } from './open-temporary.ts';

const START = '2026-03-01T12:00:00.000Z';
const APRIL = '2026-04-01T00:00:00.000Z';
const MAY = '2026-05-02T00:00:00.000Z';
const JUNE = '2026-06-01T00:00:00.000Z';

/** A store with one memory, and a clock to turn. */
async function aMemory(): Promise<{
  readonly dreamwright: Dreamwright;
  readonly memory: () => Promise<Memory>;
  turn(at: string): void;
}> {
  let now = new Date(START);
  const { dreamwright } = await openTemporary(() => now);
  const outcome = await dreamwright.remember({ text: 'The staging host is `blue`.', path: '/hosts/staging.md' });
  if (outcome.kind !== 'committed') throw new Error('the memory was not kept');
  const memory = async () => {
    const [found] = await dreamwright.memories('/hosts/');
    if (found === undefined) throw new Error('the memory is gone');
    return found;
  };
  return {
    dreamwright,
    memory,
    turn: (at) => {
      now = new Date(at);
    },
  };
}

const dream = (dreamwright: Dreamwright) =>
  dreamwright.dream({ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'autonomous' });

describe('a memory that is to be verified again', () => {
  it('is asked about by the first dream after the date, and by none before', async () => {
    const { dreamwright, memory, turn } = await aMemory();
    await dreamwright.dateMemory((await memory()).id, { validTo: null, verifyBy: APRIL });
    await dream(dreamwright);
    expect(await dreamwright.items(['waiting'])).toEqual([]);
    turn(MAY);
    const outcome = await dream(dreamwright);
    expect(outcome).toMatchObject({
      findings: [
        { kind: 'stale', summary: '/hosts/staging.md may no longer hold: it was to be verified again by 2026-03-31' },
      ],
    });
    const [item] = await dreamwright.items(['waiting']);
    expect(item?.proposal).toMatchObject({ operation: 'prune', path: '/hosts/staging.md' });
    expect(await memory()).toMatchObject({ text: 'The staging host is `blue`.' });
  });

  it('is asked about although it is pinned', async () => {
    const { dreamwright, memory, turn } = await aMemory();
    await dreamwright.dateMemory((await memory()).id, { validTo: null, verifyBy: APRIL });
    await dreamwright.pinMemory((await memory()).id, true);
    turn(MAY);
    await dream(dreamwright);
    expect(await dreamwright.items(['waiting'])).toHaveLength(1);
  });

  it('answers the question when a person sets a new date, and is asked about again after that one', async () => {
    const { dreamwright, memory, turn } = await aMemory();
    await dreamwright.dateMemory((await memory()).id, { validTo: null, verifyBy: APRIL });
    turn(MAY);
    await dream(dreamwright);
    await dreamwright.dateMemory((await memory()).id, { validTo: null, verifyBy: '2026-05-20T00:00:00.000Z' });
    expect(await dreamwright.items(['waiting'])).toEqual([]);
    expect(await dreamwright.items(['withdrawn'])).toHaveLength(1);
    turn(JUNE);
    await dream(dreamwright);
    expect(await dreamwright.items(['waiting'])).toHaveLength(1);
  });

  it('stays when a person rejects the question, until another date has passed', async () => {
    const { dreamwright, memory, turn } = await aMemory();
    await dreamwright.dateMemory((await memory()).id, { validTo: null, verifyBy: APRIL });
    turn(MAY);
    await dream(dreamwright);
    const [item] = await dreamwright.items(['waiting']);
    await dreamwright.reject([item?.proposal.id ?? ''], 'still true');
    await dream(dreamwright);
    expect(await dreamwright.items(['waiting'])).toEqual([]);
    await dreamwright.dateMemory((await memory()).id, { validTo: null, verifyBy: '2026-05-20T00:00:00.000Z' });
    turn(JUNE);
    await dream(dreamwright);
    expect(await dreamwright.items(['waiting'])).toHaveLength(1);
  });
});

describe('a memory with an end', () => {
  it('is recalled until then, and no more after it', async () => {
    const { dreamwright, memory, turn } = await aMemory();
    await dreamwright.dateMemory((await memory()).id, { validTo: APRIL, verifyBy: null });
    const found = async () => await dreamwright.recall('staging host', { within: 'memories', limit: 5 });
    expect(await found()).toHaveLength(1);
    turn(MAY);
    expect(await found()).toEqual([]);
    expect(await memory()).toMatchObject({ validTo: APRIL });
  });

  it('can be changed as any other while it holds', async () => {
    const { dreamwright, memory } = await aMemory();
    await dreamwright.dateMemory((await memory()).id, { validTo: APRIL, verifyBy: null });
    const again = await dreamwright.remember({ text: 'Another.', path: '/hosts/staging.md' });
    expect(again).toMatchObject({ kind: 'invalid', message: expect.stringContaining('already stands') });
    await dreamwright.renameMemory((await memory()).id, '/hosts/blue.md');
    expect(await memory()).toMatchObject({ path: '/hosts/blue.md', validTo: APRIL });
  });
});

it('takes no date that has passed, and none that is no date', async () => {
  const { dreamwright, memory } = await aMemory();
  const { id } = await memory();
  expect(await dreamwright.dateMemory(id, { validTo: null, verifyBy: '2026-01-01T00:00:00.000Z' })).toMatchObject({
    kind: 'invalid',
    message: 'The date has passed. Choose one to come, or delete the memory.',
  });
  expect(await dreamwright.dateMemory(id, { validTo: 'soon', verifyBy: null })).toMatchObject({ kind: 'invalid' });
});
