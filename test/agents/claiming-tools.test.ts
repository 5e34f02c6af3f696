import { expect, test } from 'vitest';
import type { Tool, ToolContext, ToolEffect } from '../../src/core/agent/tools/tool.ts';
import { claimingTools } from '../../src/core/agents/claiming-tools.ts';
import { type Claim, createClaims } from '../../src/core/agents/claims.ts';
import { conflictEvent, conflictOf } from '../../src/core/agents/conflict-event.ts';

function tool(effect: ToolEffect): Tool {
  return {
    name: effect,
    description: '',
    inputSchema: {},
    plan: async (input) => ({
      ...{
        kind: 'plan',
        title: effect,
        effect,
        changes: effect === 'edit',
        subject: String(input['path']),
        dangers: [],
      },
      run: async () => ({ text: '', isError: false, origin: 'tool' }),
    }),
  };
}

const claims = createClaims();
const conflicts: Claim[] = [];
const of = (session: string, agent: string) =>
  claimingTools([tool('edit'), tool('read')], { session, agent }, claims, (held) => conflicts.push(held));
const [edit, read] = of('ses_1', 'implementer');
const [otherEdit, otherRead] = of('ses_2', 'tester');
const at = async (one: Tool | undefined, path: string) =>
  await one?.plan({ path }, {} as ToolContext, new AbortController().signal);

test('the first agent that edits a file keeps it; another one is told whose it is, and may read it', async () => {
  expect(await at(edit, 'src/a.ts')).toMatchObject({ kind: 'plan' });
  expect(await at(edit, 'src/a.ts')).toMatchObject({ kind: 'plan' });
  expect(await at(otherEdit, 'src/a.ts')).toEqual({
    kind: 'invalid',
    message: 'src/a.ts is being changed by implementer. Go on with something else, or end and report what it needs.',
  });
  expect(await at(otherRead, 'src/a.ts')).toMatchObject({ kind: 'plan' });
  expect(await at(otherEdit, 'src/b.ts')).toMatchObject({ kind: 'plan' });
  expect(await at(read, 'src/b.ts')).toMatchObject({ kind: 'plan' });
  expect(conflicts).toEqual([{ path: 'src/a.ts', session: 'ses_1', agent: 'implementer' }]);
});

test('what an agent held is free when it has ended', async () => {
  claims.release('ses_1');
  expect(claims.list().map(({ path }) => path)).toEqual(['src/b.ts']);
  expect(await at(otherEdit, 'src/a.ts')).toMatchObject({ kind: 'plan' });
});

test('an edit that was held off is an event, from which a dream can tell the file and who held it', () => {
  const header = { session: 'ses_2', agent: 'tester', format: 'dreamwright', trust: 'user' } as const;
  const maker = { header, clock: () => new Date('2026-03-01T10:00:00.000Z') };
  const event = conflictEvent(maker, { path: 'src/my file.ts', session: 'ses_1', agent: 'implementer' });
  expect(event.text).toBe('src/my file.ts was being changed by implementer (ses_1).');
  expect(conflictOf(event)).toEqual({ file: 'src/my file.ts', holder: 'ses_1' });
  expect(conflictOf({ ...event, subtype: 'note' })).toBeNull();
});
