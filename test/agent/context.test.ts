import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { messageTokens, roughTokens } from '../../src/core/agent/message-tokens.ts';
import type { Model, ModelEvent, ModelRequest } from '../../src/core/agent/model.ts';
import { createKeptOutputs } from '../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../src/core/agent/tools/read-marks.ts';
import type { Tool } from '../../src/core/agent/tools/tool.ts';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import { runTurn } from '../../src/core/agent/turn.ts';
import type { TurnEvent } from '../../src/core/agent/turn-event.ts';
import type { TurnInput, TurnPorts } from '../../src/core/agent/turn-state.ts';
import { collect } from '../../src/core/collect.ts';
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

function run(model: FakeModel, input = INPUT): Promise<readonly TurnEvent[]> {
  return collect(runTurn(input, ports(model), new AbortController().signal));
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

describe('more results in one step than fit', () => {
  const LARGE = 64_000;
  const NAMES = Array.from({ length: 8 }, (_, index) => `large${index}.txt`);
  const readAll = calls('', ...NAMES.map((path, index) => [`c${index}`, 'read_file', { path }] as const));
  beforeEach(() => {
    for (const name of NAMES) {
      const lines = Array.from({ length: 1_400 }, (_, line) => `${name} line ${line} holds many words that take room`);
      workspace.write(name, lines.join('\n'));
    }
  });
  const runAt = (model: FakeModel, contextTokens: number): Promise<readonly TurnEvent[]> =>
    collect(runTurn(INPUT, { ...ports(model), model: { ...model, contextTokens } }, new AbortController().signal));

  test('are shortened alike, so that each is seen, the answer comes, and the rest can be read', async () => {
    const more = calls('', ['more', 'read_file', { path: 'result:c7', first_line: 700, line_count: 2 }]);
    const model = scriptedModel(readAll, more, says('All read.'));
    const events = await runAt(model, LARGE);
    expect(events.at(-1)).toEqual({ kind: 'ended', end: { kind: 'complete' } });
    expect(Math.max(...sizes(model))).toBeLessThan(LARGE);
    const results = model.requests[1]?.messages.at(-1)?.results ?? [];
    expect(results.map(({ text }) => text.split('\n')[0])).toEqual(
      NAMES.map((name) => `1\t${name} line 0 holds many words that take room`),
    );
    expect(results[7]?.text).toContain('read_file with the path result:c7');
    const rest = model.requests[2]?.messages.at(-1)?.results?.[0]?.text;
    expect(rest).toContain('large7.txt line 699 holds');
    // Whole in the session, and shaped alike in each request.
    expect(memory.stored.find((event) => event.type === 'tool_result')?.text.length).toBeGreaterThan(50_000);
    expect(model.requests[2]?.messages.slice(0, 3)).toEqual(model.requests[1]?.messages);
    expect(subtypes()).toEqual(['results-cut']);
  });

  test('are never cleared before the model has seen them', async () => {
    const small = calls(
      '',
      ...['f0.txt', 'f1.txt'].map((path, index) => [`s${index}`, 'read_file', { path }] as const),
    );
    const model = scriptedModel(small, readAll, says('All read.'));
    await runAt(model, LARGE);
    const results = model.requests[2]?.messages.at(-1)?.results ?? [];
    expect(results.filter(({ text }) => text.includes('holds many words'))).toHaveLength(8);
  });

  test('are shortened further when the provider says that it was too long still', async () => {
    const refused: readonly ModelEvent[] = [
      { kind: 'error', error: { kind: 'rejected', detail: 'prompt is too long: 70000 tokens > 64000 maximum' } },
    ];
    const model = scriptedModel(readAll, refused, says('All read.'));
    const events = await runAt(model, LARGE);
    expect(events.at(-1)).toEqual({ kind: 'ended', end: { kind: 'complete' } });
    const [, first = 0, second = 0] = sizes(model);
    expect(second).toBeLessThan(first * 0.8);
    const never = scriptedModel(readAll, refused);
    expect((await runAt(never, LARGE)).at(-1)).toMatchObject({ end: { kind: 'failed', error: { kind: 'rejected' } } });
    expect(never.requests.length).toBeLessThan(6);
  });
});

test('whatever its steps bring, no request is larger than the model takes, and the answer comes', async () => {
  const steps = fc.array(fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 10 }), {
    maxLength: 12,
  });
  const contexts = fc.constantFrom(16_000, 32_000);
  // What the provider counts for each token that is estimated here.
  const density = fc.double({ min: 0.5, max: 1.5, noNaN: true });
  await fc.assert(
    fc.asyncProperty(steps, contexts, density, async (sizesOfSteps, contextTokens, counted) => {
      const sent: number[] = [];
      let step = 0;
      const model: Model = {
        ...scriptedModel(),
        contextTokens,
        stream: (request, signal) => {
          const tokens = Math.round(tokensOf(request) * counted);
          sent.push(tokens + request.maxTokens);
          const usage: ModelEvent = { kind: 'usage', inputTokens: tokens, outputTokens: 1 };
          const isAskedForSummary = request.messages.at(-1)?.text.includes('a summary from which') === true;
          const made = isAskedForSummary ? undefined : sizesOfSteps[step++];
          const answer = made?.map((size, index) => [`c${step}.${index}`, 'big', { size }] as const);
          const said = answer === undefined ? says('That was it.') : calls('', ...answer);
          return scriptedModel([usage, ...said]).stream(request, signal);
        },
      };
      const { agent, ...others } = ports(scriptedModel());
      if (agent === undefined) throw new Error('The agent has tools.');
      const turn = runTurn(
        INPUT,
        { ...others, model, agent: { ...agent, tools: [BIG] } },
        new AbortController().signal,
      );
      expect((await collect(turn)).at(-1)).toEqual({ kind: 'ended', end: { kind: 'complete' } });
      expect(Math.max(...sent)).toBeLessThanOrEqual(contextTokens);
    }),
    { numRuns: 20 },
  );
});

/** Returns as many characters as it is asked for. */
const BIG: Tool = {
  name: 'big',
  description: 'Returns much.',
  inputSchema: {},
  isParallel: true,
  plan: async ({ size }) => ({
    ...{ kind: 'plan', title: 'big', effect: 'read', changes: false, subject: '', dangers: [] },
    run: async () => ({ text: 'many words in a line\n'.repeat(Number(size) / 21), isError: false, origin: 'tool' }),
  }),
};

function tokensOf({ system, tools, messages }: ModelRequest): number {
  const fixed = roughTokens(system) + roughTokens(JSON.stringify(tools));
  return messages.reduce((sum, message) => sum + messageTokens(message), fixed);
}
