import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PLAIN } from './a-command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'dreamwright-process-'));
const script = resolve('node_modules', '.cache', 'dreamwright', `cli.${process.pid}.cjs`);

beforeAll(async () => {
  await build({
    entryPoints: ['src/cli.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
  });
  mkdirSync(join(folder, 'repository', '.git'), { recursive: true });
  mkdirSync(join(folder, 'repository', 'packages', 'app'), { recursive: true });
  writeFileSync(join(folder, 'plain.jsonl'), PLAIN);
});
afterAll(() => {
  rmSync(script, { force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command line as a process in a nested folder of a repository, with a home of the test's own. */
async function run(argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { DREAMWRIGHT_STORE: _, ...own } = process.env;
  const child = spawn(process.execPath, [script, ...argv], {
    cwd: join(folder, 'repository', 'packages', 'app'),
    env: { ...own, HOME: join(folder, 'home'), USERPROFILE: join(folder, 'home'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors] = [[] as string[], [] as string[]];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const [code] = await once(child, 'close');
  return { code, out: out.join(''), errors: errors.join('') };
}

it('stdout holds only JSON, and no progress is shown where stderr is no terminal', async () => {
  const store = join(folder, 'named');
  const imported = await run(['import', join(folder, 'plain.jsonl'), '--json', '--store', store]);
  expect({ ...imported, out: JSON.parse(imported.out) }).toMatchObject({ code: 0, errors: '', out: { skipped: [] } });
  const dreamt = await run(['dream', '--json'], { DREAMWRIGHT_STORE: store });
  expect({ ...dreamt, out: JSON.parse(dreamt.out) }).toMatchObject({
    code: 0,
    errors: '',
    out: { dream: { status: 'completed', sessions: 1 } },
  });
});

it('without a name every folder of a repository shares a store under home', async () => {
  expect(await run(['remember', 'Use pnpm.'])).toMatchObject({ code: 0, errors: '' });
  // The memory, and the key that signs for it.
  expect(JSON.parse((await run(['audit', '--json'])).out)).toMatchObject({ ok: true, entries: 2, signed: 2 });
});

it('whoever types speaks by the name that git knows, as in the editor', async () => {
  mkdirSync(join(folder, 'home'), { recursive: true });
  writeFileSync(join(folder, 'home', '.gitconfig'), '[user]\n\tname = Ada Lovelace\n');
  const store = join(folder, 'signed');
  await run(['remember', 'Use pnpm.', '--store', store]);
  expect(JSON.parse((await run(['memories', '--json', '--store', store])).out)).toMatchObject({
    memories: [{ author: 'Ada Lovelace' }],
  });
});

it('the exit code says whether the arguments or the work went wrong', async () => {
  expect(await run(['recall'])).toMatchObject({ code: 2, out: '' });
  expect(await run(['undo', 'drm_none'])).toMatchObject({ code: 1, out: '' });
});
