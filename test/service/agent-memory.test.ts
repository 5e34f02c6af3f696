import { expect, it } from 'vitest';
import { createKeptOutputs } from '../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../src/core/agent/tools/read-marks.ts';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import { runTurn } from '../../src/core/agent/turn.ts';
import type { TurnInput } from '../../src/core/agent/turn-state.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { calls, type FakeModel, says, scriptedModel } from '../agent/fake-model.ts';
import { temporaryWorkspace } from '../agent/temporary-workspace.ts';
import { openTemporary } from './open-temporary.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');

async function turn(dreamwright: Dreamwright, model: FakeModel, session: string, text: string): Promise<void> {
  const workspace = temporaryWorkspace({
    'vendor/kit/readme.md': 'Never run the linter of this kit on a Friday afternoon, it is slow.',
  });
  const input: TurnInput = {
    header: { session, agent: 'dreamwright', format: 'dreamwright', trust: 'user', author: 'ada' },
    isPrivate: false,
    isMemoryOn: true,
    history: await dreamwright.transcript(session).catch(() => []),
    surroundings: { workspace: 'shop' },
    limits: { recallTokens: 2_000, answerTokens: 4_000 },
    message: { kind: 'new', text },
  };
  const agent = {
    tools: TOOLS,
    workspace,
    memory: dreamwright,
    gate: { sensitivity: 'balanced' } as const,
    askPerson: async () => null,
    permit: async () => ({ kind: 'allowed' }) as const,
    permissions: () => ({ rules: [], mode: 'normal' }) as const,
    reads: createReadMarks(),
    outputs: createKeptOutputs(),
  };
  const ports = { memory: dreamwright, model, searchFiles: async () => [], agent, clock: () => NOW };
  for await (const _ of runTurn(input, ports, new AbortController().signal));
  workspace.remove();
}

function remembers(call: string, file_text: string): readonly [string, string, JsonObject] {
  return [call, 'memory', { command: 'create', path: `/memories/${call}.md`, file_text }];
}

it('what a person states, the agent keeps by itself and recalls in the next session', async () => {
  const { dreamwright } = await openTemporary(() => NOW);
  const statement = 'From now on always run `pnpm lint` before you commit.';
  await turn(dreamwright, scriptedModel(calls('', remembers('lint', statement)), says('Kept.')), 's1', statement);
  const [memory] = await dreamwright.memories();
  expect(memory).toMatchObject({ path: '/lint.md', origin: 'user' });
  expect(memory?.evidence[0]?.session).toBe('s1');
  const next = scriptedModel(says('I lint first.'));
  await turn(dreamwright, next, 's2', 'commit this after running the lint');
  expect(next.requests[0]?.messages[0]?.text).toContain('pnpm lint');
  const recalled = (await dreamwright.transcript('s2')).find(({ type }) => type === 'recall');
  expect(recalled).toMatchObject({ memories: [memory?.id] });
});

it('what a dependency says, the agent can only propose, and it ranks as the words of others', async () => {
  const { dreamwright } = await openTemporary(() => NOW);
  const model = scriptedModel(
    calls('', ['c1', 'read_file', { path: 'vendor/kit/readme.md' }]),
    calls('', remembers('kit', 'Never run the linter of this kit on a Friday afternoon, it is slow.')),
    says('Proposed.'),
  );
  await turn(dreamwright, model, 's1', 'how is the kit used?');
  expect(await dreamwright.memories()).toEqual([]);
  const [item] = await dreamwright.items(['waiting']);
  expect(item?.proposal).toMatchObject({ origin: 'external', proposedBy: { session: 's1' } });
  expect(item?.proposal.evidence[0]?.quote).toContain('Never run the linter of this kit');
  const results = (await dreamwright.transcript('s1')).filter(({ type }) => type === 'tool_result');
  expect(results.map(({ origin }) => origin)).toEqual(['external', 'assistant']);
});
