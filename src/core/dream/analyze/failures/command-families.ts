import { normalizeCommand } from '../../../shell/normalize-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import type { SessionDigest } from '../digest/digest.ts';
import { commandPurpose } from './command-purpose.ts';

/** Which commands are variants of one: `mise run lint` and the `golangci-lint run` that it runs. */
export interface CommandFamilies {
  keyOf(command: string): string;
  /** The member a person would type: the declared one, else the one that failed most. */
  nameOf(key: string): string;
  /** Declared in the workspace's own scripts, or run by a person. */
  isDeclared(key: string): boolean;
}

const FRONT =
  /^(?:npx|bunx|pnpx|uvx|pnpm (?:exec|dlx)|yarn dlx|poetry run|uv run|pipenv run|bundle exec|python -m|mise (?:exec|x)) /u;

export function commandFamilies(digests: readonly SessionDigest[], workspace: WorkspaceFacts): CommandFamilies {
  const inner = innerCommands(digests, workspace);
  const keyOf = (command: string): string => {
    const runs = inner.get(command);
    const bare = (runs ?? command).replace(FRONT, '');
    // The same tool under another purpose is another command: `tsc` in a build is not the type check.
    return `${commandPurpose(command)} ${bare}`;
  };
  const declared = new Set(workspace.commands.map(({ command }) => command));
  const failures = new Map<string, Map<string, number>>();
  const approved = new Set([...declared].map(keyOf));
  for (const digest of digests) {
    for (const run of digest.commands) {
      const key = keyOf(run.command);
      if (run.ranBy === 'person') approved.add(key);
      const counts = failures.get(key) ?? new Map<string, number>();
      failures.set(key, counts);
      counts.set(
        run.command,
        (counts.get(run.command) ?? 0) + (run.failed ? 100 : 1) + (declared.has(run.command) ? 100_000 : 0),
      );
    }
  }
  return {
    keyOf,
    nameOf: (key) => [...(failures.get(key) ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0] ?? key,
    isDeclared: (key) => approved.has(key),
  };
}

/** Outer command → what it runs, as its output or the workspace's scripts say. */
function innerCommands(digests: readonly SessionDigest[], workspace: WorkspaceFacts): ReadonlyMap<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const digest of digests) {
    for (const run of digest.commands) {
      if (run.inner === '' || run.inner === run.command) continue;
      const counts = votes.get(run.command) ?? new Map<string, number>();
      votes.set(run.command, counts);
      counts.set(run.inner, (counts.get(run.inner) ?? 0) + 1);
    }
  }
  const inner = new Map(
    [...votes].map(([command, counts]) => [command, [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? command]),
  );
  for (const { command, body } of workspace.commands) {
    const runs = normalizeCommand(splitCommand(body)[0]?.words ?? []);
    if (runs !== '') inner.set(command, runs);
  }
  return inner;
}
