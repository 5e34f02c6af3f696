import { describe, expect, it } from 'vitest';
import { commandOutcomes } from '../../../../src/core/dream/analyze/digest/command-outcome.ts';
import { normalizeCommand } from '../../../../src/core/shell/normalize-command.ts';
import { splitCommand } from '../../../../src/core/shell/split-command.ts';

const typed = (line: string) => splitCommand(line).map(({ words }) => normalizeCommand(words));

describe('a command as a person would type it', () => {
  it.each([
    ['cd /repo && CI=1 npm run lint 2>&1 | tail -5', ['cd', 'npm run lint', 'tail']],
    ['timeout 60 mise run test:ci -- -run TestX', ['mise run test:ci']],
    ['bash -lc "cd web && pnpm run build --watch"', ['pnpm run build']],
    ['go test -tags=integration ./cmd/... -run TestX', ['go test']],
    ['npx --yes eslint src/a.ts', ['npx eslint']],
    ['docker compose up -d web', ['docker compose up']],
    ['python3 -m pytest tests/a.py -q', ['python -m pytest']],
    ['/usr/local/bin/node scripts/run.js --all', ['node scripts/run.js']],
    ['git commit -m "$(cat <<\'EOF\'\nfix: a && b\nEOF\n)"', ['git commit']],
    ['npm --prefix web run lint', ['npm run lint']],
  ])('%s', (line, commands) => {
    expect(typed(line)).toEqual(commands);
  });
});

describe('what became of each command of a line', () => {
  const states = (line: string, output: string, isError: boolean) =>
    commandOutcomes(line, { text: output, isError }).map(
      ({ command, failed }) => `${command} ${failed ? 'failed' : 'passed'}`,
    );

  it('sees a failure behind a pipe that hides the exit status', () => {
    expect(states('mise run lint 2>&1 | tail -5', '6 issues:\n* nilerr: 6\n[lint] ERROR task failed', false)).toEqual([
      'mise run lint failed',
    ]);
  });
  it('blames the command that the runner names, and takes the ones before it as passed', () => {
    expect(
      states(
        'mise run fmt && mise run lint && mise run test',
        'a.go:1:2: bad (errcheck)\n[lint] ERROR task failed',
        true,
      ),
    ).toEqual(['mise run fmt passed', 'mise run lint failed']);
  });
  it('takes a chain without a failure as passed', () => {
    expect(states('npm run lint && npm test', 'ok', false)).toEqual(['npm run lint passed', 'npm test passed']);
  });
  it('holds what the tests print against the tests', () => {
    expect(states('npm run lint && npm test', 'Tests: 2 failed, 3 passed', true)).toEqual([
      'npm run lint passed',
      'npm test failed',
    ]);
  });
  it('does not count a search without a match', () => {
    expect(states('grep -rn needle src', 'Exit code 1', true)).toEqual([]);
  });
  it('does not count a call that the person refused', () => {
    expect(states('npm test', "The user doesn't want to proceed with this tool use.", true)).toEqual([]);
  });
  it('does not take "0 issues" for a failure', () => {
    expect(states('mise run lint', '[lint] $ golangci-lint run ./...\n0 issues.', false)).toEqual([
      'mise run lint passed',
    ]);
  });
});
