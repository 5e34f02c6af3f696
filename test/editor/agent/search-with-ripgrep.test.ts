import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRipgrep, ripgrepCandidates } from '../../../src/editor/agent/ripgrep-binary.ts';
import { searchWithRipgrep } from '../../../src/editor/agent/search-with-ripgrep.ts';

/** Says what ripgrep's `--json` says, so that the test needs none. */
const FAKE = `#!/usr/bin/env node
const words = process.argv.slice(2);
let pattern = words[words.indexOf('--regexp') + 1];
if (pattern === '(') { console.error('regex parse error: unclosed group'); process.exit(2); }
if (pattern === 'forever') { setInterval(() => {}, 1000); return; }
if (pattern === 'globs') pattern = words.filter((word, index) => words[index - 1] === '--glob').join(' ');
const match = (line) => JSON.stringify({ type: 'match', data: { path: { text: './src/a.ts' }, lines: { text: pattern + ' ' + line + '\\n' }, line_number: line, submatches: [] } });
console.log(JSON.stringify({ type: 'begin', data: { path: { text: './src/a.ts' } } }));
for (let line = 1; line <= 5; line += 1) console.log(match(line));
console.log(words.join(' '));
`;

async function fakeRipgrep(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'ripgrep-'));
  const candidate = ripgrepCandidates(root, process.platform, process.arch)[0] ?? '';
  await mkdir(join(candidate, '..'), { recursive: true });
  await writeFile(candidate, FAKE, { mode: 0o755 });
  expect(await findRipgrep(root)).toBe(candidate);
  return candidate;
}

const query = { pattern: 'total', path: '.', isCaseSensitive: true, limit: 10 };

describe.skipIf(process.platform === 'win32')("VS Code's own ripgrep", () => {
  test('is found in its folder, and its matches are read', async () => {
    const binary = await fakeRipgrep();
    const run = { binary, folder: tmpdir(), target: '.' };
    const found = await searchWithRipgrep(run, query, new AbortController().signal);
    expect(found).toMatchObject({ kind: 'found', isCut: false });
    expect(found.kind === 'found' && found.matches[1]).toEqual({ path: 'src/a.ts', line: 2, text: 'total 2' });
  });

  test('stops at the limit and says so; a pattern that it can not read is told as it puts it', async () => {
    const run = { binary: await fakeRipgrep(), folder: tmpdir(), target: '.' };
    const { signal } = new AbortController();
    const cut = await searchWithRipgrep(run, { ...query, limit: 2 }, signal);
    expect(cut).toMatchObject({ kind: 'found', isCut: true, matches: [{ line: 1 }, { line: 2 }] });
    const invalid = await searchWithRipgrep(run, { ...query, pattern: '(' }, signal);
    expect(invalid).toEqual({ kind: 'invalid', message: 'regex parse error: unclosed group' });
  });

  test('leaves out what is not to be searched, whatever files are asked for', async () => {
    const run = { binary: await fakeRipgrep(), folder: tmpdir(), target: '.' };
    const asked = { ...query, pattern: 'globs', glob: '.git/**' };
    const found = await searchWithRipgrep(run, asked, new AbortController().signal);
    expect(found.kind === 'found' && found.matches[0]?.text).toBe('.git/** !.git/ !.dreamwright/ 1');
  });

  test('ends when the search is stopped', async () => {
    const run = { binary: await fakeRipgrep(), folder: tmpdir(), target: '.' };
    const stop = new AbortController();
    const search = searchWithRipgrep(run, { ...query, pattern: 'forever' }, stop.signal);
    stop.abort();
    await expect(search).rejects.toThrow();
  });
});
