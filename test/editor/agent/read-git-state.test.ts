import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readGitState } from '../../../src/editor/agent/read-git-state.ts';
import { aFolder } from '../../store/builders.ts';

afterEach(() => vi.unstubAllEnvs());

test.skipIf(process.platform === 'win32')('a program named git in the folder is not run', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'git'), '#!/bin/sh\necho mischief\n');
  chmodSync(join(folder, 'git'), 0o755);
  // As Windows looks for programs: where they begin, before anywhere else.
  vi.stubEnv('PATH', `.${delimiter}${process.env['PATH']}`);
  expect(await readGitState('git', folder, new AbortController().signal)).toEqual({ kind: 'none' });
});
