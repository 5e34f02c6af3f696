import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { messageTokens } from '../../src/core/agent/message-tokens.ts';
import type { ModelEvent, ModelRequest } from '../../src/core/agent/model.ts';
import { createKeptOutputs } from '../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../src/core/agent/tools/read-marks.ts';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import { runTurn } from '../../src/core/agent/turn.ts';
import type { TurnEvent } from '../../src/core/agent/turn-event.ts';
import type { TurnInput, TurnPorts } from '../../src/core/agent/turn-state.ts';
import { type FakeMemory, fakeMemory, LINT, promptMemories } from './fake-memory.ts';
import { calls, type FakeModel, says, scriptedModel } from './fake-model.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from './temporary-workspace.ts';

const INPUT: TurnInput = {
  header: { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user' },
  isPrivate: false,
  isMemoryOn: true,
  history: [],
  surroundings: { workspace: 'shop' },
  limits: { recallTokens: 500, answerTokens: 1_000 },
  message: { kind: 'new', text: 'read them all' },
};
const CONTEXT = 20_000;

let workspace: TemporaryWorkspace;
let memory: FakeMemory;
beforeEach(() => {
  const file = (name: string, lines: number) => [name, `${name} holds many words that take room\n`.repeat(lines)];
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const files = numbers.flatMap((index) => [file(`f${index}.txt`, 100), file(`g${index}.txt`, 300)]);
  workspace = temporaryWorkspace(Object.fromEntries(files));
  memory = fakeMemory({ recallForPrompt: async () => promptMemories(LINT) });
});
afterEach(() => workspace.remove());

function ports(model: FakeModel): TurnPorts {
  return {
    memory,
    model: { ...model, contextTokens: CONTEXT },
    searchFiles: async () => [],
    agent: {
      tools: TOOLS,
      workspace,
      memory: {
        recall: memory.recall,
        eventsAround: memory.eventsAround,
        memoryTool: () => Promise.reject(new Error('not asked')),
      },
      gate: { sensitivity: 'balanced' },
      askPerson: async () => null,
      permit: async () => ({ kind: 'allowed' }),
      permissions: () => ({ rules: [], mode: 'normal' }),
      reads: createReadMarks(),
      outputs: createKeptOutputs(),
    },
    clock: () => new Date('2026-03-01T10:00:00.000Z'),
    pause: async () => {},
  };
}

async function run(model: FakeModel, input = INPUT): Promise<readonly TurnEvent[]> {
  const events: TurnEvent[] = [];
  for await (const event of runTurn(input, ports(model), new AbortController().signal)) events.push(event);
  return events;
}

function reads(count: number, files: 'f' | 'g'): readonly (readonly ModelEvent[])[] {
  return Array.from({ length: count }, (_, index) =>
    calls('', [`c${index}`, 'read_file', { path: `${files}${index}.txt` }]),
  );
}

/** Reads until it is asked for a summary, which it gives. */
function summarising(count: number, files: 'f' | 'g', summary: readonly ModelEvent[]): FakeModel {
  const requests: ModelRequest[] = [];
  const steps = [...reads(count, files), says('All read.')];
  let step = 0;
  return {
    ...scriptedModel(),
    requests,
    stream(request, signal) {
      requests.push(request);
      const isAskedForSummary = request.messages.at(-1)?.text.includes('Write, without calling a tool, a summary');
      const answer = isAskedForSummary ? summary : (steps[Math.min(step++, steps.length - 1)] ?? []);
      return scriptedModel(answer).stream(request, signal);
    },
  };
}

function sizes(model: FakeModel): readonly number[] {
  return model.requests.map(({ messages }) => messages.reduce((sum, message) => sum + messageTokens(message), 0));
}

const subtypes = () => memory.stored.flatMap((event) => (event.type === 'other' ? [event.subtype] : []));

describe('a conversation that grows beyond the context', () => {
  test('first loses the oldest results, keeps what was called, and still has all in the session', async () => {
    const model = summarising(12, 'f', says('must not be asked'));
    await run(model);
    expect([...new Set(subtypes())]).toEqual(['results-cleared']);
    const last = JSON.stringify(model.requests.at(-1)?.messages);
    expect(last).toContain('[Cleared to make room. Call the tool again if you need this.]');
    expect(last).toContain('"path":"f0.txt"');
    expect(last).toContain('f11.txt holds many words');
    expect(last).not.toContain('f0.txt holds many words');
    expect(memory.stored.find(({ type }) => type === 'tool_result')?.text).toContain('f0.txt holds many words');
  });

  test('then goes on from a summary, with what the person asked and what memory said kept as they were', async () => {
    const model = summarising(20, 'g', says('Read g0 to g9; all hold many words.'));
    const events = await run(model);
    expect(subtypes()).toContain('context-summary');
    expect(Math.max(...sizes(model))).toBeLessThan(CONTEXT);
    const after = model.requests.find(({ messages }) => messages[0]?.text.startsWith('What happened so far'));
    expect(after?.messages[0]?.text).toContain('Read g0 to g9; all hold many words.');
    expect(after?.messages[0]?.text).toContain('What the person asked last, in their words:');
    expect(after?.messages[0]?.text).toContain('read them all');
    expect(after?.messages[0]?.text).toContain(LINT.text);
    expect(events.at(-1)).toEqual({ kind: 'ended', end: { kind: 'complete' } });
    expect(events.some((event) => event.kind === 'text-delta' && event.text.includes('Read g0 to g9'))).toBe(false);
  });

  test('begins the next turn from the summary too', async () => {
    await run(summarising(20, 'g', says('The summary.')));
    const model = scriptedModel(says('ok'));
    await run(model, { ...INPUT, history: [...memory.stored], message: { kind: 'new', text: 'and now?' } });
    expect(model.requests[0]?.messages[0]?.text).toContain('The summary.');
    expect(model.requests[0]?.messages.at(-1)?.text).toContain('and now?');
  });

  test('goes on without the oldest when no summary can be had', async () => {
    const failing: readonly ModelEvent[] = [{ kind: 'error', error: { kind: 'rejected', detail: 'no' } }];
    const model = summarising(20, 'g', failing);
    const events = await run(model);
    expect(subtypes()).not.toContain('context-summary');
    expect(events.at(-1)).toEqual({ kind: 'ended', end: { kind: 'complete' } });
  });

  test('believes what the model counts more than its own estimate', async () => {
    const counted = (answer: readonly ModelEvent[]): readonly ModelEvent[] => [
      { kind: 'usage', inputTokens: 60_000, outputTokens: 10 },
      ...answer,
    ];
    const model = scriptedModel(...reads(5, 'f').map(counted), says('Summary.'), says('ok'));
    await run(model);
    expect(subtypes().length).toBeGreaterThan(0);
  });
});
