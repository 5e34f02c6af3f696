import { expect, test } from 'vitest';
import { tellLimits } from '../../src/core/agents/tell-limits.ts';
import { toolLimits } from '../../src/core/agents/tool-limit.ts';

const TOOLS = ['read_file', 'list_folder', 'edit_file', 'create_file', 'run_command', 'fetch'];

test('what a file limits is told in plain words, tools with the same patterns together', () => {
  const only = toolLimits(['Bash(npm test:*, npm run lint)', 'Edit(docs/**)'], 'only', TOOLS);
  const never = toolLimits(['fetch(*.example.com)'], 'never', TOOLS);
  expect(tellLimits([...only, ...never])).toBe(
    'It may run only “npm test *” and “npm run lint”, edit and create only “docs/*” and never use fetch for “*.example.com”.',
  );
});

test('of many patterns the first are told, and how many there are', () => {
  const limits = toolLimits(['Bash(a, b, c, d, e, f, g)'], 'only', TOOLS);
  expect(tellLimits(limits)).toBe('It may run only “a”, “b”, “c”, “d”, “e” and 2 more.');
});

test('an agent without limits has nothing to tell', () => {
  expect(tellLimits([])).toBe('');
});
