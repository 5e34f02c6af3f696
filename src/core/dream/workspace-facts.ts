import { DEPENDENCY_FILES, type DeclaredDependency, dependenciesIn } from './declared-dependencies.ts';
import { RULE_FILES, type RuleFile, ruleFileAt } from './rule-files.ts';

/** A command that the workspace's own scripts declare. */
export interface DeclaredCommand {
  /** As a person types it: `npm run lint`, `mise run test`, `make build`. */
  readonly command: string;
  /** What it runs; empty when not known. */
  readonly body: string;
}

/** What the workspace itself says. */
export interface WorkspaceFacts {
  /** Absolute; null where no workspace belongs to the store, or where it is of no matter. */
  readonly root: string | null;
  readonly commands: readonly DeclaredCommand[];
  readonly dependencies: readonly DeclaredDependency[];
  /** CLAUDE.md, AGENTS.md and their like. */
  readonly rules: readonly RuleFile[];
  /** Text of the files that memories cite, null where one is gone; files that were not looked at are missing. */
  readonly cited: ReadonlyMap<string, string | null>;
}

/** Files at the workspace's root to hand to `parseWorkspaceFacts`, relative with forward slashes. */
export const WORKSPACE_FACT_FILES: readonly string[] = [
  'mise.toml',
  '.mise.toml',
  'Makefile',
  'makefile',
  'justfile',
  'Justfile',
  'Taskfile.yml',
  'deno.json',
  'composer.json',
  ...DEPENDENCY_FILES,
  ...RULE_FILES,
];

/** Reads the declared commands, dependencies and rules out of files by name; what can't be parsed declares nothing. */
export function parseWorkspaceFacts(
  files: ReadonlyMap<string, string>,
  { root = null, cited = new Map() }: Partial<Pick<WorkspaceFacts, 'root' | 'cited'>> = {},
): WorkspaceFacts {
  const declared = [...files].filter(([file]) => ruleFileAt(file, '') === null);
  return {
    root,
    commands: declared.flatMap(([file, text]) => declaredIn(file, text)),
    dependencies: declared.flatMap(([file, text]) => dependenciesIn(file, text)),
    rules: [...files].flatMap(([file, text]) => ruleFileAt(file, text) ?? []),
    cited,
  };
}

function declaredIn(file: string, text: string): readonly DeclaredCommand[] {
  switch (file.toLowerCase()) {
    case 'package.json':
      return jsonScripts(text, 'scripts').flatMap(({ name, body }) => [
        { command: `npm run ${name}`, body },
        { command: `pnpm ${name}`, body },
        { command: `pnpm run ${name}`, body },
        { command: `yarn ${name}`, body },
        { command: `yarn run ${name}`, body },
        { command: `bun run ${name}`, body },
        ...(/^(?:test|start)$/u.test(name) ? [{ command: `npm ${name}`, body }] : []),
      ]);
    case 'composer.json':
      return jsonScripts(text, 'scripts').map(({ name, body }) => ({ command: `composer ${name}`, body }));
    case 'deno.json':
      return jsonScripts(text, 'tasks').map(({ name, body }) => ({ command: `deno task ${name}`, body }));
    case 'mise.toml':
    case '.mise.toml':
      return miseTasks(text);
    case 'makefile':
      return [...text.matchAll(/^([\w][\w.-]*)\s*:(?!=).*(?:\n\t@?(.+))?/gmu)].map((match) => ({
        command: `make ${match[1]}`,
        body: match[2] ?? '',
      }));
    case 'justfile':
      return [...text.matchAll(/^@?([a-z][\w-]*)[^:=\n]*:(?!=).*(?:\n[ \t]+@?(.+))?/gmu)].map((match) => ({
        command: `just ${match[1]}`,
        body: match[2] ?? '',
      }));
    case 'taskfile.yml':
      return [...(/^tasks:\n([\s\S]*)/mu.exec(text)?.[1] ?? '').matchAll(/^ {2}([\w:-]+):\s*$/gmu)].map((match) => ({
        command: `task ${match[1]}`,
        body: '',
      }));
    case 'pyproject.toml':
      return tomlEntries(
        text,
        /^\[tool\.(?:poe\.tasks|pdm\.scripts|hatch\.envs\.default\.scripts|taskipy\.tasks)\]$/u,
      ).flatMap(({ name, body }) =>
        ['poe', 'pdm run', 'hatch run', 'task'].map((runner) => ({ command: `${runner} ${name}`, body })),
      );
    default:
      return [];
  }
}

function jsonScripts(text: string, field: string): readonly { readonly name: string; readonly body: string }[] {
  try {
    const parsed: unknown = JSON.parse(text);
    const scripts: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, field) : null;
    if (typeof scripts !== 'object' || scripts === null) return [];
    return Object.entries(scripts).map(([name, body]) => ({ name, body: typeof body === 'string' ? body : '' }));
  } catch {
    return [];
  }
}

/** `[tasks.lint]` with `run = "…"`, `[tasks."test:ci"]`, and the short `[tasks]` with `lint = "…"`. */
function miseTasks(text: string): readonly DeclaredCommand[] {
  const tables = [...text.matchAll(/^\[tasks\.(?:"([^"]+)"|([\w:.-]+))\]\s*$((?:\n(?!\[).*)*)/gmu)].map((match) => ({
    name: match[1] ?? match[2] ?? '',
    body:
      /^run\s*=\s*\[?\s*"""?\s*(.+?)"/mu.exec(match[3] ?? '')?.[1] ??
      /^run\s*=\s*\[?\s*["'](.+?)["']/mu.exec(match[3] ?? '')?.[1] ??
      '',
  }));
  return [...tables, ...tomlEntries(text, /^\[tasks\]$/u)].map(({ name, body }) => ({
    command: `mise run ${name}`,
    body,
  }));
}

function tomlEntries(text: string, header: RegExp): readonly { readonly name: string; readonly body: string }[] {
  const found: { name: string; body: string }[] = [];
  let isInside = false;
  for (const line of text.split('\n')) {
    if (/^\s*\[/u.test(line)) isInside = header.test(line.trim());
    const entry = isInside
      ? /^"?([\w:.-]+)"?\s*=\s*(?:\{\s*(?:run|cmd)\s*=\s*)?["'](.*?)["']/u.exec(line.trim())
      : null;
    if (entry) found.push({ name: entry[1] ?? '', body: entry[2] ?? '' });
  }
  return found;
}
