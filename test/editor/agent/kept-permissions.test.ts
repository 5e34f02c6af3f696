import { expect, test } from 'vitest';
import { createKeptPermissions } from '../../../src/editor/agent/kept-permissions.ts';

function stateOf(rules: readonly { readonly tool: string; readonly pattern: string }[]) {
  const state = new Map<string, unknown>([['dreamwright.permissions', rules]]);
  return {
    get: (key: string) => state.get(key),
    update: async (key: string, value: unknown) => void state.set(key, value),
  };
}

test('a rule that could run anything is not kept, and does not hold where it was', async () => {
  const kept = createKeptPermissions(
    stateOf([
      { tool: 'run_command', pattern: 'python3 -c *' },
      { tool: 'run_command', pattern: 'npm test *' },
      { tool: 'edit_file', pattern: '*' },
    ]),
  );
  expect(kept.rules().map(({ pattern }) => pattern)).toEqual(['npm test *', '*']);
  await expect(kept.keep({ tool: 'run_command', pattern: 'find *', answer: 'always' })).rejects.toThrow('run anything');
  await kept.keep({ tool: 'run_command', pattern: 'git status *', answer: 'always' });
  expect(kept.rules().map(({ pattern }) => pattern)).toEqual(['npm test *', '*', 'git status *']);
});
