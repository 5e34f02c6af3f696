import { describe, expect, test } from 'vitest';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { openTemporary } from '../service/open-temporary.ts';

const header = (agent: string) => ({ session: `ses_${agent}`, agent, format: 'dreamwright', trust: 'user' }) as const;

function tool(dreamwright: Dreamwright, agent: string, input: object) {
  return dreamwright.memoryTool({ header: header(agent), input, sensitivity: 'balanced' });
}

/** A note of the tester's own and one that all share, both approved. */
async function withNotes(): Promise<Dreamwright> {
  const { dreamwright } = await openTemporary();
  for (const [path, text] of [
    ['/memories/agents/tester/flaky.md', 'The checkout suite needs a clean port.'],
    ['/memories/shared/ports.md', 'The checkout service listens on its own port.'],
  ] as const) {
    const { items } = await tool(dreamwright, 'tester', { command: 'create', path, file_text: text });
    await dreamwright.approve(items.map(({ proposal, hash }) => ({ id: proposal.id, hash })));
  }
  return dreamwright;
}

const paths = async (dreamwright: Dreamwright, reader?: string): Promise<readonly string[]> => {
  const { hits } = await dreamwright.recallForPrompt('checkout port', 4_000, 'question', reader);
  return hits.map(({ path }) => path).sort();
};

describe('an agent’s own memory', () => {
  test('is recalled for it and for nobody else, the shared one for all', async () => {
    const dreamwright = await withNotes();
    expect(await paths(dreamwright, 'tester')).toEqual(['/agents/tester/flaky.md', '/shared/ports.md']);
    expect(await paths(dreamwright, 'reviewer')).toEqual(['/shared/ports.md']);
    const found = await dreamwright.recall('checkout port', { limit: 5, within: 'memories', reader: 'reviewer' });
    expect(found.map(({ id }) => id)).toHaveLength(1);
  });

  test('is all there for the person', async () => {
    const dreamwright = await withNotes();
    expect(await paths(dreamwright)).toHaveLength(2);
    expect((await dreamwright.memories()).map(({ scope, path }) => [path, scope])).toEqual([
      ['/agents/tester/flaky.md', 'agent'],
      ['/shared/ports.md', 'workspace'],
    ]);
  });

  test('can’t be read or written by another agent’s memory tool', async () => {
    const dreamwright = await withNotes();
    const path = '/memories/agents/tester/flaky.md';
    expect((await tool(dreamwright, 'reviewer', { command: 'view', path })).kind).toBe('error');
    expect((await tool(dreamwright, 'reviewer', { command: 'view', path: '/memories' })).text).not.toContain('flaky');
    const create = { command: 'create', path: '/memories/agents/tester/new.md', file_text: 'x is y' };
    expect((await tool(dreamwright, 'reviewer', create)).text).toBe(
      'Error: /memories/agents/tester/new.md is kept by another agent. Yours are below /memories/agents/reviewer/',
    );
    expect((await tool(dreamwright, 'tester', { command: 'view', path })).text).toContain('clean port');
  });
});
