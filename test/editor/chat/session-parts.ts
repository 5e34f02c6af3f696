import type { Dreamwright } from '../../../src/core/dreamwright.ts';
import type { ChatSessionParts } from '../../../src/editor/chat/chat-session-parts.ts';
import type { FakeMemory } from '../../agent/fake-memory.ts';
import { anAgentDesk } from './an-agent-desk.ts';

/** What a chat needs, over a memory of a test; without a model and tools unless they are given. */
export function sessionParts(memory: Partial<FakeMemory>, change: Partial<ChatSessionParts> = {}): ChatSessionParts {
  return {
    dreamwright: async () => memory as Partial<Dreamwright> as Dreamwright,
    author: async () => 'ada',
    currentModel: () => null,
    searchFiles: async () => [],
    desk: anAgentDesk(),
    findModel: async () => null,
    tools: () => null,
    surroundings: () => ({ workspace: 'shop' }),
    limits: () => ({ recallTokens: 4_000, answerTokens: 8_000 }),
    gate: () => ({ sensitivity: 'balanced' }),
    price: async () => null,
    start: async () => {},
    clock: () => new Date('2026-03-01T10:00:00.000Z'),
    pause: async () => {},
    onOutcome: () => {},
    onUpdate: () => {},
    ...change,
  };
}
