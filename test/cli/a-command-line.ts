import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';

interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly errors: readonly string[];
  readonly progress: readonly string[];
  /** The one JSON document on stdout. */
  json(): unknown;
}

export interface CommandLine {
  readonly folder: string;
  readonly store: string;
  run(...argv: readonly string[]): Promise<Ran>;
  /** With lines on stdin. */
  feed(input: readonly string[], ...argv: readonly string[]): Promise<Ran>;
  /** Writes a file of the test's folder and answers its path. */
  file(name: string, content: string): string;
}

/** The command line on a store of the test's own, without a process. */
export function aCommandLine(environment: Readonly<Record<string, string>> = {}): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'dreamwright-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = join(folder, 'store');
  const feed: CommandLine['feed'] = async (input, ...argv) => {
    const out: string[] = [];
    const errors: string[] = [];
    const progress: string[] = [];
    const code = await runCommandLine(argv, {
      print: (line) => out.push(line),
      printError: (line) => errors.push(line),
      progress: (line) => progress.push(line),
      readInput: async function* () {
        yield* input;
      },
      environment: (name) => environment[name],
      open: (named, clock) => openDreamwright({ directory: named ?? store, root: null }, { clock, person: 'ada' }),
      signal: new AbortController().signal,
    });
    return { code, out, errors, progress, json: () => JSON.parse(out.join('\n')) };
  };
  return {
    folder,
    store,
    feed,
    run: (...argv) => feed([], ...argv),
    file: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

/** Lines of the plain format in which a person states a standing instruction, and one that is no event. */
const PLAIN_LINES = [
  '{"session":"s1","id":"e1","at":"2026-01-05T09:00:00Z","type":"user","text":"From now on always run `pnpm lint` before you commit.","author":"bo"}',
  'this is not JSON',
  '{"session":"s1","id":"e2","at":"2026-01-05T09:01:00Z","type":"assistant","text":"I will run the linter."}',
];
export const PLAIN = `${PLAIN_LINES.join('\n')}\n`;

const FAILED = { text: 'Exit code 2\ngenerated files are out of date', is_error: true };

/** Three sessions in which the same command failed and passed after the same step: what a dream makes of it waits. */
export const FAILING = [1, 2, 3]
  .flatMap((day) =>
    [
      { type: 'user', text: `Add feature ${day} to the parser.` },
      { type: 'tool_call', tool: 'Bash', input: { command: 'make check' }, call: 'a' },
      { type: 'tool_result', call: 'a', ...FAILED },
      { type: 'tool_call', tool: 'Bash', input: { command: 'make generate' }, call: 'b' },
      { type: 'tool_result', call: 'b', text: 'generated 3 files' },
      { type: 'tool_call', tool: 'Bash', input: { command: 'make check' }, call: 'c' },
      { type: 'tool_result', call: 'c', text: 'ok' },
    ].map((event, minute) => ({ session: `f${day}`, at: `2026-01-0${day}T09:0${minute}:00Z`, ...event })),
  )
  .map((event) => `${JSON.stringify(event)}\n`)
  .join('');
