import { splitCommand } from './split-command.ts';

/** Programs that put another command into a frame; the frame is not what failed. */
const WRAPPERS = new Set([
  'sudo',
  'time',
  'nohup',
  'command',
  'exec',
  'builtin',
  'nice',
  'env',
  'timeout',
  'gtimeout',
  'xvfb-run',
  'stdbuf',
  'caffeinate',
]);
const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash']);
/** Programs whose second word is a subcommand too, as in `docker compose up`. */
const TWO_WORDS: Readonly<Record<string, readonly string[]>> = {
  docker: ['compose', 'container', 'image', 'volume', 'network', 'buildx'],
  npm: ['run', 'run-script'],
  pnpm: ['run', 'exec', 'dlx'],
  yarn: ['run', 'dlx', 'workspace'],
  bun: ['run', 'x'],
  mise: ['run', 'exec', 'r', 'x'],
  uv: ['run', 'pip', 'tool'],
  poetry: ['run'],
  pipenv: ['run'],
  hatch: ['run'],
  pdm: ['run'],
  bundle: ['exec'],
  go: ['mod', 'tool', 'work'],
  gh: ['pr', 'issue', 'run', 'release', 'repo', 'workflow'],
  git: ['stash', 'submodule', 'worktree', 'remote'],
  rake: [],
  dotnet: ['tool', 'ef'],
  kubectl: ['config', 'rollout'],
  aws: ['s3', 'ec2', 'ecr', 'ecs', 'lambda', 'cloudformation'],
  deno: ['task'],
  composer: ['run', 'run-script'],
  terraform: ['state', 'workspace'],
};
const FRONTS = new Set(['npx', 'bunx', 'pnpx', 'uvx', 'pipx']);
/** Programs for which the first argument says what runs. */
const INTERPRETERS = new Set([
  'node',
  'python',
  'python3',
  'ruby',
  'perl',
  'deno',
  'bun',
  'tsx',
  'ts-node',
  'php',
  'java',
  'bash',
  'sh',
  'zsh',
]);
const NO_SUBCOMMAND = new Set([
  'pytest',
  'jest',
  'vitest',
  'tsc',
  'eslint',
  'prettier',
  'ruff',
  'mypy',
  'gofmt',
  'curl',
  'wget',
  'psql',
  'sqlite3',
  'rspec',
  'rubocop',
  'phpunit',
  'biome',
  'clang',
  'gcc',
  'g++',
  'javac',
  'shellcheck',
  'tox',
  'ctest',
  'cmake',
  'ninja',
  'ssh',
  'scp',
  'rsync',
  'playwright',
  'tree',
  'brew',
  'which',
  'lsof',
  'open',
  'code',
  'jq',
  'yq',
]);

/**
 * One simple command as a person would type it: program and subcommand, without environment, wrappers, flags and
 * arguments that vary. Empty when nothing is left.
 */
export function normalizeCommand(words: readonly string[]): string {
  const rest = withoutFrame(words);
  const program = programName(rest[0] ?? '');
  if (program === '') return '';
  const nested = SHELLS.has(program) ? shellText(rest) : null;
  if (nested !== null) {
    const inner = splitCommand(nested).map((segment) => normalizeCommand(segment.words));
    return inner.at(-1) ?? program;
  }
  if (FRONTS.has(program)) {
    const inner = normalizeCommand(rest.slice(1).filter((word) => !word.startsWith('-')));
    return inner === '' ? program : `${program} ${inner}`;
  }
  if (/^python[\d.]*$/u.test(program) && rest[1] === '-m') return ['python', '-m', rest[2] ?? ''].join(' ').trim();
  if (INTERPRETERS.has(program)) {
    const script = rest.slice(1).find((word) => !word.startsWith('-'));
    if (script !== undefined && !/^(?:run|task|x|test|install|add)$/u.test(script))
      return `${program} ${scriptName(script)}`;
  }
  return [program, ...subcommands(program, rest.slice(1))].join(' ');
}

/** Drops assignments, wrappers and their options from the front. */
export function withoutFrame(words: readonly string[]): readonly string[] {
  let index = 0;
  while (index < words.length) {
    const word = words[index] ?? '';
    if (/^[A-Za-z_]\w*=/u.test(word) || word === '!' || /^(?:then|do|else|if|while)$/u.test(word)) index += 1;
    else if (WRAPPERS.has(word)) {
      index += 1;
      while (/^(?:-\S*|\d+(?:\.\d+)?[smh]?)$/u.test(words[index] ?? '')) index += 1;
    } else break;
  }
  return words.slice(index);
}

function shellText(words: readonly string[]): string | null {
  const flag = words.findIndex((word) => /^-[a-z]*c$/u.test(word));
  return flag > 0 ? (words[flag + 1] ?? null) : null;
}

function programName(word: string): string {
  if (/^\/(?:usr|bin|opt|home|Users|nix|private|root|tmp)\b.*\/([^/]+)$/u.test(word))
    return word.slice(word.lastIndexOf('/') + 1);
  return /^(?:[$({[\]})<>=]|\d+$)/u.test(word) ? '' : word;
}

function scriptName(script: string): string {
  return script.startsWith('/') ? script.slice(script.lastIndexOf('/') + 1) : script.replace(/^\.\//u, '');
}

function subcommands(program: string, words: readonly string[]): readonly string[] {
  if (NO_SUBCOMMAND.has(program)) return [];
  const found: string[] = [];
  let isValue = false;
  for (const word of words) {
    if (word === '--') break;
    if (word.startsWith('-')) {
      if (found.length > 0 && !isRunner(found)) break;
      isValue = /^(?:-C|-F|--filter|--prefix|--dir|--cwd|-w|--workspace|-f|--file|--context|-n|--namespace)$/u.test(
        word,
      );
      continue;
    }
    if (isValue) {
      isValue = false;
      continue;
    }
    if (!/^[a-z][\w:.-]*$/u.test(word) || /\.\w{1,5}$/u.test(word)) break;
    found.push(word);
    const second = TWO_WORDS[program];
    if (found.length === 1 && second?.includes(word)) continue;
    break;
  }
  return found;
}

function isRunner(found: readonly string[]): boolean {
  return found.length === 1 && (found[0] === 'run' || found[0] === 'exec');
}
