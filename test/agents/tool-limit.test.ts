import { describe, expect, test } from 'vitest';
import type { ToolPlan } from '../../src/core/agent/tools/tool.ts';
import { limitProblem, toolLimits } from '../../src/core/agents/tool-limit.ts';

const TOOLS = ['read_file', 'list_folder', 'edit_file', 'create_file', 'run_command'];

function plan(effect: ToolPlan['effect'], subject: string): ToolPlan {
  const run = async (): Promise<never> => {
    throw new Error('not run here');
  };
  return { kind: 'plan', title: subject, effect, changes: true, subject, dangers: [], run };
}

describe('a pattern behind a tool in an agent’s file', () => {
  test.each([
    ['npm test', true],
    ['npm test -- --watch=false', true],
    ['npm run lint', true],
    ['npm run lint -- --fix', false],
    ['npm install left-pad', false],
    ['npm test && npm publish', false],
  ])('lets %j run: %s', (command, isAllowed) => {
    const limits = toolLimits(['Bash(npm test:*, npm run lint)', 'Read'], 'only', TOOLS);
    expect(limitProblem('run_command', plan('run', command), limits) === null).toBe(isAllowed);
    expect(limitProblem('read_file', plan('read', 'src/a.ts'), limits)).toBeNull();
  });

  test('keeps edits to some files', () => {
    const limits = toolLimits(['Edit(./docs/**)'], 'only', TOOLS);
    expect(limitProblem('edit_file', plan('edit', 'docs/a/b.md'), limits)).toBeNull();
    expect(limitProblem('edit_file', plan('edit', 'src/a.ts'), limits)).toContain('docs/*');
  });

  test('forbids calls where it stands among the tools that an agent may not have, in any part of a line', () => {
    const limits = toolLimits(['Bash(git push:*)'], 'never', TOOLS);
    expect(limitProblem('run_command', plan('run', 'npm test && git push origin'), limits)).toContain('git push *');
    for (const hidden of ['sudo git push', '/usr/bin/git push -f', 'bash -c "git push"', 'echo $(git push)'])
      expect(limitProblem('run_command', plan('run', hidden), limits)).toContain('git push *');
    expect(limitProblem('run_command', plan('run', 'git status'), limits)).toBeNull();
  });

  test('says nothing where the whole tool is named as well', () => {
    expect(toolLimits(['Bash', 'Bash(npm test:*)'], 'only', TOOLS)).toEqual([]);
  });
});
