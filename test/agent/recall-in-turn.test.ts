import { describe, expect, onTestFinished, test } from 'vitest';
import { createKeptOutputs } from '../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../src/core/agent/tools/read-marks.ts';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import { runTurn } from '../../src/core/agent/turn.ts';
import type { TurnPorts } from '../../src/core/agent/turn-state.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { NOW, openTemporary } from '../service/open-temporary.ts';
import { calls, type FakeModel, says, scriptedModel } from './fake-model.ts';
import { temporaryWorkspace } from './temporary-workspace.ts';

const PAST = { session: 'ses_0', agent: 'claude-code', format: 'dreamwright', trust: 'user' } as const;
const HEADER = { ...PAST, session: 'ses_1', agent: 'dreamwright' } as const;

async function turn(memory: Dreamwright, model: FakeModel): Promise<readonly string[]> {
  const workspace = temporaryWorkspace();
  onTestFinished(() => workspace.remove());
  const ports: TurnPorts = {
    memory,
    model,
    searchFiles: async () => [],
    agent: {
      ...{ tools: TOOLS, workspace, memory, gate: { sensitivity: 'balanced' }, askPerson: async () => null },
      permit: async () => ({ kind: 'allowed' }),
      permissions: () => ({ rules: [], mode: 'normal' }),
      ...{ reads: createReadMarks(), outputs: createKeptOutputs() },
    },
    clock: () => NOW,
    pause: async () => undefined,
  };
  const input = {
    header: HEADER,
    ...{ isPrivate: false, isMemoryOn: true, history: [], surroundings: { workspace: 'shop' } },
    limits: { recallTokens: 4_000, answerTokens: 8_000 },
    message: { kind: 'new', text: 'Tidy the readme.' },
  } as const;
  for await (const _ of runTurn(input, ports, new AbortController().signal));
  const stored = await memory.transcript('ses_1');
  return stored.flatMap((event) => (event.type === 'tool_result' ? [`${event.origin}: ${event.text}`] : []));
}

describe('in mid-turn', () => {
  test('the model finds a memory by its words, an event of a past session, and reads on around it', async () => {
    const { dreamwright } = await openTemporary();
    await dreamwright.remember({ text: 'Certificates renew with `mise run certs`.', path: '/ops/renewal.md' });
    const said = (id: string, text: string) =>
      ({ type: 'assistant', ...PAST, id, at: NOW.toISOString(), origin: 'assistant', text }) as const;
    await dreamwright.appendEvents(PAST, [
      ...['one', 'two', 'three'].map((text, index) => said(`e${index}`, `Step ${text}.`)),
      said('e3', 'The certificates of staging expired.'),
      said('e4', 'Now the proxy is restarted.'),
    ]);
    const model = scriptedModel(
      calls('', ['c1', 'recall', { query: 'expired certificates' }]),
      calls('', ['c2', 'read_session', { session: 'ses_0', event: 'e3', around: 1 }]),
      says('Done.'),
    );
    const [found = '', read = ''] = await turn(dreamwright, model);
    expect(found).toMatch(/^external: Quoted as data/u);
    expect(found).toMatch(/\/memories\/ops\/renewal\.md \(.*\) because .*\n> Certificates renew/u);
    expect(found).toMatch(/session ses_0, event e3 \(.*\n> The certificates of staging expired\./u);
    expect(read.match(/event e\d/gu)).toEqual(['event e2', 'event e3', 'event e4']);
    expect(await dreamwright.eventsAround('ses_0', 'e0', 1)).toMatchObject([{ id: 'e0' }, { id: 'e1' }]);
    expect(await dreamwright.eventsAround('ses_0', 'e9', 1)).toEqual([]);
  });
});
