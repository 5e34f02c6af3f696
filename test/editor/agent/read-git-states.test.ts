import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readGitStates } from '../../../src/editor/agent/read-git-states.ts';
import { aFolder } from '../../store/builders.ts';

afterEach(() => vi.unstubAllEnvs());

const signal = new AbortController().signal;

test.skipIf(process.platform === 'win32')('a program named git in the folder is not run', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'git'), '#!/bin/sh\necho mischief\n');
  chmodSync(join(folder, 'git'), 0o755);
  // As Windows looks for programs: where they begin, before anywhere else.
  vi.stubEnv('PATH', `.${delimiter}${process.env['PATH']}`);
  expect(await readGitStates('git', [{ name: 'here', path: folder }], signal)).toEqual([]);
});

test('folders of one repository are told together, others apart, and those of none left out', async () => {
  const [one, other, none] = [aFolder(), aFolder(), aFolder()];
  const docs = join(one, 'docs');
  mkdirSync(docs);
  for (const [folder, branch] of [
    [one, 'trunk'],
    [other, 'next'],
  ] as const) {
    execFileSync('git', ['init', '-q', '-b', branch], { cwd: folder });
    writeFileSync(join(folder, 'new.txt'), '');
  }
  const folders = Object.entries({ one, docs, none, other }).map(([name, path]) => ({ name, path }));
  const states = await readGitStates('git', folders, signal);
  expect(states.map(({ folders: within, branch }) => [within, branch])).toEqual([
    [['one', 'docs'], 'trunk'],
    [['other'], 'next'],
  ]);
  const alone = await readGitStates('git', [{ name: 'one', path: one }], signal);
  expect(alone).toMatchObject([{ folders: [], changes: ['?? new.txt'] }]);
});
