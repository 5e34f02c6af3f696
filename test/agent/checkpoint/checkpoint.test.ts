import { describe, expect, test } from 'vitest';
import { type Checkpoint, startCheckpoint, withEdit } from '../../../src/core/agent/checkpoint/checkpoint.ts';
import { inverseWrites, planRestore, settleFiles } from '../../../src/core/agent/checkpoint/restore.ts';

function turn(message: string, ...edits: readonly (readonly [string, string | null, string])[]): Checkpoint {
  const start = startCheckpoint(message, `2026-03-0${message.slice(1)}T10:00:00.000Z`);
  return edits.reduce((checkpoint, [path, before, after]) => withEdit(checkpoint, { path, before, after }), start);
}

const TURNS = [
  turn('m1', ['a.ts', 'a0', 'a1']),
  turn('m2', ['a.ts', 'a1', 'a2'], ['b.ts', null, 'b1'], ['a.ts', 'a2', 'a3'], ['same.ts', 's', 't']),
  turn('m3', ['b.ts', 'b1', 'b2'], ['same.ts', 't', 's']),
];

describe('a checkpoint', () => {
  test('knows of each file what the turn found and what it left', () => {
    expect([...(TURNS[1]?.files.values() ?? [])]).toEqual([
      { path: 'a.ts', before: 'a1', after: 'a3' },
      { path: 'b.ts', before: null, after: 'b1' },
      { path: 'same.ts', before: 's', after: 't' },
    ]);
  });
});

describe('going back to before a message', () => {
  test('takes back its turn and all later ones, files and memories together', () => {
    expect(planRestore(TURNS, 'm2', 'ses_1')).toEqual({
      files: [
        { path: 'a.ts', from: 'a3', to: 'a1' },
        { path: 'b.ts', from: 'b2', to: null },
      ],
      memories: { madeInSession: 'ses_1', since: '2026-03-02T10:00:00.000Z' },
    });
    expect(planRestore(TURNS, 'm1', 'ses_1')?.files[0]).toEqual({ path: 'a.ts', from: 'a3', to: 'a0' });
    expect(planRestore(TURNS, 'unknown', 'ses_1')).toBeNull();
  });

  test('leaves alone what someone else has changed since, and what is there already', () => {
    const files = planRestore(TURNS, 'm2', 'ses_1')?.files ?? [];
    const settled = settleFiles(
      files,
      new Map([
        ['a.ts', 'by hand'],
        ['b.ts', 'b2'],
      ]),
    );
    expect(settled).toEqual({ writes: [{ path: 'b.ts', from: 'b2', to: null }], kept: ['a.ts'] });
    const back = settleFiles(
      files,
      new Map([
        ['a.ts', 'a1'],
        ['b.ts', null],
      ]),
    );
    expect(back).toEqual({ writes: [], kept: [] });
  });

  test('can itself be taken back', () => {
    expect(inverseWrites([{ path: 'b.ts', from: 'b2', to: null }])).toEqual([{ path: 'b.ts', from: null, to: 'b2' }]);
  });
});
