import { monitorEventLoopDelay } from 'node:perf_hooks';
import { TOOLS } from '../../src/core/agent/tools/tools.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { createKeptPermissions } from '../../src/editor/agent/kept-permissions.ts';
import { ChatSession } from '../../src/editor/chat/chat-session.ts';
import type { ChatTools } from '../../src/editor/chat/chat-tools.ts';
import { fakeMemory } from '../agent/fake-memory.ts';
import { calls, says, scriptedModel } from '../agent/fake-model.ts';
import { temporaryWorkspace } from '../agent/temporary-workspace.ts';
import { sessionParts } from '../editor/chat/session-parts.ts';
import { timed } from './scale/measure.ts';

/** Milliseconds on the extension's side of a chat, where the window's other extensions wait, too. */
export interface HostTimes {
  readonly events: number;
  readonly opened: number;
  /** From a message to the request that answers it. */
  readonly asked: number;
  /** The longest that one step of that turn, with its calls, held the event loop. */
  readonly held: number;
}

const CALLS = 8;

/** A session of so many messages, each second one an answer with a call, is opened and goes on: two events a message. */
export async function timeChatHost(messages: number): Promise<HostTimes> {
  const workspace = temporaryWorkspace({ 'a.ts': 'one\n' });
  const stored = Array.from({ length: messages }, (_, index) => eventsOf(index)).flat();
  const model = scriptedModel(
    ...Array.from({ length: CALLS }, (_, index) => calls('', [`new-${index}`, 'read_file', { path: 'a.ts' }])),
    says('Done.'),
  );
  let requestAt = 0;
  const asked: typeof model = {
    ...model,
    contextTokens: 200_000,
    stream: (request, signal) => {
      if (request.messages.at(-1)?.text.includes('a summary'))
        return scriptedModel(says('All went well.')).stream(request, signal);
      if (requestAt === 0) requestAt = performance.now();
      return model.stream(request, signal);
    },
  };
  const summary = { session: 'ses', agent: 'dreamwright', format: 'dreamwright', title: 'A long session' } as const;
  const memory = fakeMemory({
    // As the worker's answers come: others run meanwhile.
    appendEvents: () => new Promise((resolve) => void setImmediate(() => resolve(0))),
    transcript: async () => stored,
    sessions: async () => [
      { ...summary, started: '', ended: '', events: stored.length, digested: 0, trust: 'user' as const },
    ],
  });
  const session = new ChatSession(
    sessionParts(memory, { currentModel: () => asked, tools: () => lentTools(workspace), clock: () => new Date() }),
  );
  const opened = await timed(() => session.open('ses'));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await session.send({ text: 'And now?', attached: [], images: [] });
  delay.disable();
  workspace.remove();
  return { events: stored.length, opened, asked: requestAt - began, held: delay.max / 1e6 };
}

function eventsOf(message: number): readonly SessionEvent[] {
  const base = { session: 'ses', agent: 'dreamwright', at: '2026-03-01T10:00:00.000Z' };
  const number = (message * 7919) % 1000;
  if (message % 2 === 0) {
    const text = `Why does step ${number} fail after the last change of module ${message % 97}?`;
    return [{ ...base, id: `u${message}`, type: 'user', origin: 'user', text }];
  }
  const call = `call-${message}`;
  const tool = TOOLS[0]?.name ?? '';
  const about = { call, tool, text: `${tool} src/module-${message % 97}.ts` };
  return [
    { ...base, id: `c${message}`, type: 'tool_call', origin: 'assistant', input: { path: 'a.ts' }, ...about },
    { ...base, id: `r${message}`, type: 'tool_result', origin: 'tool', call, text: 'ok\n'.repeat(20), isError: false },
    {
      ...base,
      id: `a${message}`,
      type: 'assistant',
      origin: 'assistant',
      text: `Run \`mise run fmt\`, then ${number}.`,
    },
  ];
}

function lentTools(workspace: ReturnType<typeof temporaryWorkspace>): ChatTools {
  const kept = new Map<string, unknown>();
  return {
    workspace: () => workspace,
    review: { show: async () => {}, open: async () => {}, close: async () => {}, takeAccepted: ({ after }) => after },
    kept: createKeptPermissions({
      get: (key) => kept.get(key),
      update: async (key, value) => void kept.set(key, value),
    }),
    checkpoints: { load: async () => [], save: async () => {}, clear: async () => {} },
    restoreFile: async () => false,
  };
}
