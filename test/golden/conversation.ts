import type { PermissionRule } from '../../src/core/agent/permission/permission.ts';
import { createKeptOutputs } from '../../src/core/agent/tools/kept-outputs.ts';
import { createReadMarks } from '../../src/core/agent/tools/read-marks.ts';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import { runTurn } from '../../src/core/agent/turn.ts';
import type { TurnInput, TurnPorts } from '../../src/core/agent/turn-state.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import { claudeModel } from '../../src/models/claude.ts';
import { fakeMemory, LINT, promptMemories } from '../agent/fake-memory.ts';
import { temporaryWorkspace } from '../agent/temporary-workspace.ts';
import { type Script, type Step, startMessagesServer } from '../models/messages-server.ts';
import { requestShape, shownEvent } from './shown-conversation.ts';

interface Turn {
  readonly message: { readonly kind: 'new'; readonly text: string } | { readonly kind: 'resume' };
  readonly answers: Script[];
  /** Files that someone changes before the answer of that number. */
  readonly meanwhile: Map<number, readonly [path: string, text: string]>;
}

interface Setting {
  readonly files: Record<string, string>;
  readonly memories: Memory[];
  readonly rules: PermissionRule[];
  readonly answers: (string | null)[];
  mode: 'normal' | 'plan';
  readonly turns: Turn[];
}

const HEADER = { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user', author: 'ada' } as const;

/** Plays a script against a server that speaks the Messages API; answers what was seen, stored, sent and written. */
export async function playConversation(script: string): Promise<string> {
  const setting = parseScript(script);
  const workspace = temporaryWorkspace(setting.files);
  const server = await startMessagesServer();
  const memory = fakeMemory({
    recallForPrompt: async () => {
      const [first, ...others] = setting.memories;
      if (first === undefined) return { text: '', tokens: 0, hits: [] };
      const blocks = [first, ...others].map(promptMemories);
      return { text: blocks.map(({ text }) => text).join('\n'), tokens: 20, hits: blocks.flatMap(({ hits }) => hits) };
    },
  });
  const connection = { apiKey: 'sk-ant-test', baseUrl: server.url, log: () => undefined };
  const info = { id: 'claude-test-2', name: 'Claude Test 2', contextTokens: 200_000, maxAnswerTokens: 8_000 };
  const lines: string[] = [];
  const said = [...setting.answers];
  const agent: NonNullable<TurnPorts['agent']> = {
    tools: TOOLS,
    workspace,
    memory: {
      recall: memory.recall,
      eventsAround: memory.eventsAround,
      memoryTool: async () => ({ kind: 'waiting', text: 'waits for review', origin: 'assistant', items: [] }),
    },
    gate: { sensitivity: 'balanced' },
    askPerson: async () => said.shift() ?? null,
    permit: async ({ plan }) => {
      const reason = said.shift() ?? null;
      lines.push(`    asked about ${plan.subject.split('\n')[0]}: ${reason === null ? 'yes' : `no, ${reason}`}`);
      return reason === null ? { kind: 'allowed' } : { kind: 'denied', reason };
    },
    permissions: () => ({ rules: setting.rules, mode: setting.mode }),
    reads: createReadMarks(),
    outputs: createKeptOutputs(),
  };
  const ports: TurnPorts = {
    memory,
    model: claudeModel(connection, info),
    searchFiles: async () => [],
    agent,
    clock: () => new Date('2026-03-01T10:00:00.000Z'),
    pause: async () => undefined,
  };
  const memories = new Map<string, string>();
  try {
    for (const turn of setting.turns) {
      let asked = 0;
      server.follow(() => {
        const change = turn.meanwhile.get(asked);
        if (change !== undefined) workspace.write(...change);
        const answer = turn.answers[Math.min(asked, turn.answers.length - 1)];
        asked += 1;
        return answer ?? { kind: 'stream', steps: [{ kind: 'stop', reason: 'end_turn' }] };
      });
      lines.push(turn.message.kind === 'new' ? `> ${turn.message.text}` : '> (go on)');
      for await (const event of runTurn(inputOf(turn, memory.stored, memories), ports, new AbortController().signal)) {
        if (event.kind === 'recalled') memories.set(event.message, event.prompt);
        lines.push(...shownEvent(event));
      }
      lines.push('');
    }
    const stored = memory.stored.map((event) => {
      const call = 'call' in event && event.call !== undefined ? ` ${event.call}` : '';
      const isError = 'isError' in event && event.isError ? ', an error' : '';
      return `  ${event.type}${call} (${event.origin}${isError}): ${JSON.stringify(shortened(event.text))}`;
    });
    const written = Object.entries(setting.files).flatMap(([path, before]) => {
      const now = workspace.read(path);
      return now === before ? [] : [`  ${path}: ${JSON.stringify(now)}`];
    });
    return [
      ...inCallOrder(lines),
      'stored',
      ...inCallOrder(stored),
      '',
      'sent',
      ...server.requests.map(({ body }) => requestShape(body)),
      '',
      'files that changed',
      ...(written.length === 0 ? ['  none'] : written),
      '',
    ].join('\n');
  } finally {
    await server.close();
    workspace.remove();
  }
}

/** Calls that run side by side tell of themselves as they get on; each is shown as a whole. */
function inCallOrder(lines: readonly string[]): readonly string[] {
  const callOf = (line: string) => Number(/^ {2}(?:tool_result )?call_(\d+)\b/u.exec(line)?.[1] ?? Number.NaN);
  let run: string[] = [];
  const inOrder: string[] = [];
  const endRun = () => {
    inOrder.push(...run.toSorted((one, other) => callOf(one) - callOf(other)));
    run = [];
  };
  for (const line of lines) {
    if (Number.isNaN(callOf(line))) {
      endRun();
      inOrder.push(line);
    } else run.push(line);
  }
  endRun();
  return inOrder;
}

function inputOf(turn: Turn, history: TurnInput['history'], memories: ReadonlyMap<string, string>): TurnInput {
  const last = history.findLast((event) => event.type === 'user');
  const message = turn.message.kind === 'new' ? turn.message : null;
  if (message === null && last?.type !== 'user') throw new Error('nothing to go on with');
  return {
    header: HEADER,
    isPrivate: false,
    isMemoryOn: true,
    history: [...history],
    surroundings: { workspace: 'shop' },
    limits: { recallTokens: 2_000, answerTokens: 4_000 },
    extras: { memories },
    message: message ?? (last?.type === 'user' ? { kind: 'resume', event: last } : { kind: 'new', text: '' }),
  };
}

const OUTCOMES: Readonly<Record<string, Step>> = {
  stop: { kind: 'stop', reason: 'end_turn' },
  cut: { kind: 'stop', reason: 'max_tokens' },
  'hang-up': { kind: 'hang-up' },
};

function parseScript(script: string): Setting {
  const setting: Setting = { files: {}, memories: [], rules: [], answers: [], mode: 'normal', turns: [] };
  let steps: Step[] = [];
  let calls = 0;
  for (const line of script.split('\n')) {
    const [, word = '', rest = ''] = /^([\w-]+):? ?(.*)$/u.exec(line) ?? [];
    const turn = setting.turns.at(-1);
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (word === 'file') Object.assign(setting.files, Object.fromEntries([pathAndText(rest)]));
    else if (word === 'memory') setting.memories.push(memoryOf(rest));
    else if (word === 'rule') {
      const [tool = '', ...pattern] = rest.split(' ');
      setting.rules.push({ tool, pattern: pattern.join(' '), answer: 'always' });
    } else if (word === 'mode') setting.mode = 'plan';
    else if (word === 'yes') setting.answers.push(null);
    else if (word === 'no' || word === 'reply') setting.answers.push(rest);
    else if (word === 'user')
      setting.turns.push({ message: { kind: 'new', text: rest }, answers: [], meanwhile: new Map() });
    else if (word === 'go-on') setting.turns.push({ message: { kind: 'resume' }, answers: [], meanwhile: new Map() });
    else if (turn === undefined) throw new Error(`Before the first turn: ${line}`);
    else if (word === 'meanwhile') turn.meanwhile.set(turn.answers.length, pathAndText(rest));
    else if (word === 'says') steps.push({ kind: 'text', text: unquoted(rest) });
    else if (word === 'calls') {
      const [tool = '', ...json] = rest.split(' ');
      calls += 1;
      const pieces = json.join(' ').match(/.{1,12}/gu) ?? [];
      steps.push({ kind: 'call', call: `call_${calls}`, tool, json: pieces });
    } else if (word === 'busy') turn.answers.push({ kind: 'refuse', status: 529, type: 'overloaded_error' });
    else {
      const end = OUTCOMES[word];
      if (end === undefined) throw new Error(`What is this: ${line}`);
      turn.answers.push({ kind: 'stream', steps: [...steps, end] });
      steps = [];
    }
  }
  return setting;
}

function pathAndText(line: string): [path: string, text: string] {
  const [path = '', ...text] = line.split(' = ');
  return [path, unquoted(text.join(' = '))];
}

function memoryOf(line: string): Memory {
  const [path = '', ...text] = line.split(': ');
  return { ...LINT, id: `mem_${path}`, path, text: text.join(': ') };
}

function unquoted(text: string): string {
  return text.replaceAll('\\n', '\n');
}

function shortened(text: string): string {
  return text.length <= 800 ? text : `${text.slice(0, 300)} […] ${text.slice(-300)}`;
}
