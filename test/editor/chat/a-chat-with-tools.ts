import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { FileChange } from '../../../src/core/agent/checkpoint/file-change.ts';
import type { Model, ModelEvent, ModelRequest } from '../../../src/core/agent/model.ts';
import type { PermissionRule } from '../../../src/core/agent/permission/permission.ts';
import type { FileEdit } from '../../../src/core/agent/tools/workspace-port.ts';
import type { ModelPrice } from '../../../src/core/dream/cost.ts';
import { createKeptPermissions } from '../../../src/editor/agent/kept-permissions.ts';
import type { AgentDesk } from '../../../src/editor/agents/agent-desk.ts';
import { ChatSession } from '../../../src/editor/chat/chat-session.ts';
import type { ChatSessionParts } from '../../../src/editor/chat/chat-session-parts.ts';
import type { ChatTools } from '../../../src/editor/chat/chat-tools.ts';
import type { PermissionAnswer, ToolPart } from '../../../src/protocol/chat-entry.ts';
import { type ChatState, updateChat } from '../../../src/protocol/chat-state.ts';
import { type FakeMemory, fakeMemory } from '../../agent/fake-memory.ts';
import { says } from '../../agent/fake-model.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../../agent/temporary-workspace.ts';
import { anAgentDesk } from './an-agent-desk.ts';
import { sessionParts } from './session-parts.ts';

const workspaces: TemporaryWorkspace[] = [];
afterEach(() => {
  for (const workspace of workspaces.splice(0)) workspace.remove();
});

/** A model that answers its first request with the first events, and so on. */
export function scripted(
  ...answers: readonly (readonly ModelEvent[])[]
): Model & { readonly requests: ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    id: 'fake:model',
    name: 'Fake',
    contextTokens: 100_000,
    maxAnswerTokens: 4_000,
    requests,
    async *stream(request) {
      requests.push(request);
      yield* answers[requests.length - 1] ?? says('Done.');
    },
  };
}

export function calls(...made: readonly (readonly [string, string, Record<string, unknown>])[]): readonly ModelEvent[] {
  return [
    ...made.map(([call, tool, input]) => ({ kind: 'tool-call', call, tool, input }) as ModelEvent),
    { kind: 'end', reason: 'complete' },
  ];
}

export const replace = (old_text: string, new_text: string) => ({ path: 'a.txt', edits: [{ old_text, new_text }] });

export interface Chat {
  readonly session: ChatSession;
  readonly lent: ChatTools;
  /** Sessions of which was told that what they came to was graded. */
  readonly outcomes: readonly string[];
  readonly workspace: TemporaryWorkspace;
  readonly memory: FakeMemory;
  readonly shownDiffs: string[];
  readonly kept: () => readonly PermissionRule[];
  readonly saved: ReadonlyMap<string, readonly FileChange[]>;
  readonly tool: (call: string) => ToolPart | undefined;
}

export interface Setup {
  readonly model: Model;
  /** What the person does once a call waits. */
  readonly onWaiting?: (part: ToolPart, session: ChatSession) => void;
  /** How the person leaves the right side of a diff. */
  readonly leave?: (edit: FileEdit) => string;
  readonly desk?: AgentDesk;
  readonly price?: ModelPrice;
  readonly findModel?: (name: string) => Promise<Model | null>;
  readonly limits?: ChatSessionParts['limits'];
  /** Hears what the line of a card says. */
  readonly onSummary?: (summary: string) => void;
}

/** A chat with a model and tools in a workspace of its own, which is removed after the test. */
export function chat({
  model,
  onWaiting,
  leave,
  desk = anAgentDesk(),
  price,
  findModel,
  limits,
  onSummary,
}: Setup): Chat {
  const workspace = temporaryWorkspace({ 'a.txt': 'one\ntwo\n' });
  workspaces.push(workspace);
  const stored = new Map<string, unknown>();
  const kept = createKeptPermissions({
    get: (key) => stored.get(key),
    update: async (key, value) => void stored.set(key, value),
  });
  const shownDiffs: string[] = [];
  const saved = new Map<string, readonly FileChange[]>();
  const lent: ChatTools = {
    workspace: ({ acceptedText, onApplied }) => ({
      ...workspace,
      applyEdit: async (edit, signal) => {
        const written = { ...edit, after: acceptedText(edit) };
        const answer = await workspace.applyEdit(written, signal);
        onApplied(written);
        return answer;
      },
    }),
    review: {
      show: async (call) => void shownDiffs.push(call),
      open: async () => {},
      close: async () => {},
      takeAccepted: (edit) => leave?.(edit) ?? edit.after,
    },
    kept,
    checkpoints: {
      load: async (session) => saved.get(session) ?? [],
      save: async (session, changes) => void saved.set(session, changes),
      clear: async () => saved.clear(),
    },
    restoreFile: async ({ path, expected, text }) => {
      if (workspace.read(path) !== expected) return false;
      if (text === null) rmSync(join(workspace.root, path));
      else workspace.write(path, text);
      return true;
    },
  };
  const memory = fakeMemory();
  let shown: ChatState | null = null;
  const asked = new Set<string>();
  const outcomes: string[] = [];
  const parts = sessionParts(memory, {
    currentModel: () => model,
    desk,
    findModel: findModel ?? (async () => null),
    ...(limits !== undefined && { limits }),
    tools: () => lent,
    price: async () => price ?? null,
    onOutcome: (graded) => outcomes.push(graded),
    onUpdate: (update) => {
      if (update.kind === 'tool-changed' && update.change.summary !== undefined) onSummary?.(update.change.summary);
      shown = shown === null ? session.state : updateChat(shown, update);
      if (update.kind !== 'tool-changed' && update.kind !== 'tool-added') return;
      const part = toolsOf(session).find(({ state, call }) => state === 'waiting' && !asked.has(call));
      if (part === undefined) return;
      asked.add(part.call);
      // As a person does: later, not from within the update.
      setTimeout(() => onWaiting?.(part, session), 0);
    },
  });
  const session = new ChatSession(parts);
  return {
    session,
    lent,
    outcomes,
    workspace,
    memory,
    shownDiffs,
    kept: () => kept.rules(),
    saved,
    tool: (call) => toolsOf(session).find((part) => part.call === call),
  };
}

export function toolsOf({ state }: ChatSession): readonly ToolPart[] {
  return state.entries.flatMap((entry) =>
    entry.kind === 'answer' ? entry.parts.flatMap((part) => (part.kind === 'tool' ? [part] : [])) : [],
  );
}

export const answering =
  (answer: PermissionAnswer, pattern?: string) =>
  ({ call }: ToolPart, session: ChatSession): void =>
    session.tools?.answer(call, { kind: 'permission', answer, ...(pattern !== undefined && { pattern }) });

export const message = { text: 'change it', attached: [], images: [] };

/** The session of these events, opened as after the window was closed. */
export async function reopened(
  { stored }: Pick<FakeMemory, 'stored'>,
  change: Partial<ChatSessionParts> = {},
): Promise<ChatSession> {
  const id = stored[0]?.session ?? '';
  const summary = { session: id, agent: 'dreamwright', format: 'dreamwright', title: 'change it' } as const;
  const again = fakeMemory({
    transcript: async () => stored,
    sessions: async () => [
      { ...summary, started: '', ended: '', events: stored.length, digested: 0, trust: 'user' as const },
    ],
  });
  const later = new ChatSession(sessionParts(again, change));
  await later.open(id);
  return later;
}
