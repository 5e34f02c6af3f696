import type { ModelCall } from '../../src/core/agent/noted-model.ts';
import type { RevertFilter } from '../../src/core/dream/undo/decide-revert.ts';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import type { FolderAnswer } from '../../src/core/memory/folder-answers.ts';
import { summarizeFolder } from '../../src/core/memory/folder-summary.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { MemoryHit, PromptMemories } from '../../src/core/memory/recall.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';

type ChatMemory = Pick<
  Dreamwright,
  | 'appendEvents'
  | 'noteModelCall'
  | 'recall'
  | 'recallFolders'
  | 'recallForPrompt'
  | 'memories'
  | 'remember'
  | 'deleteMemory'
  | 'sessions'
  | 'transcript'
  | 'eventsAround'
  | 'earlyWarnings'
  | 'removeSession'
  | 'revert'
>;

export interface FakeMemory extends ChatMemory {
  readonly stored: readonly SessionEvent[];
  /** Calls of models that were noted. */
  readonly noted: readonly ModelCall[];
  /** What was asked to be taken back. */
  readonly reverts: readonly RevertFilter[];
}

export const LINT: Memory = {
  id: 'mem_lint',
  path: '/testing/lint.md',
  text: 'Run `mise run fmt` before lint.',
  kind: 'procedure',
  scope: 'workspace',
  tags: [],
  evidence: [],
  citations: [],
  links: [],
  origin: 'user',
  author: 'ada',
  confidence: 1,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: null,
  supersededBy: null,
  pinned: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

export function memoryHit(memory: Memory): MemoryHit {
  return { kind: 'memory', id: memory.id, score: 1, text: memory.text, why: ['word: lint'], path: memory.path, memory };
}

export function folderAnswer(path: string, memory: Memory): FolderAnswer {
  const summary = summarizeFolder(path, [memory], '2026-03-01T10:00:00.000Z');
  return { summary, score: 1, why: ['named in the question'] };
}

export function promptMemories(memory: Memory): PromptMemories {
  return { text: `<memories>\n${memory.path}: ${memory.text}\n</memories>`, tokens: 20, hits: [memoryHit(memory)] };
}

/** A store in memory that recalls nothing and stores everything, changed where a test needs it. */
export function fakeMemory(change: Partial<ChatMemory> = {}): FakeMemory {
  const stored: SessionEvent[] = [];
  const noted: ModelCall[] = [];
  const reverts: RevertFilter[] = [];
  return {
    stored,
    noted,
    reverts,
    noteModelCall: async (call) => void noted.push(call),
    appendEvents: async (_header, events) => stored.push(...events),
    recall: async () => [],
    recallFolders: async () => [],
    recallForPrompt: async () => ({ text: '', tokens: 0, hits: [] }),
    memories: async () => [LINT],
    remember: async ({ text }) => ({ kind: 'committed', memories: [{ ...LINT, text }], items: [], messages: [] }),
    deleteMemory: async () => ({ kind: 'committed', memories: [], items: [], messages: [] }),
    sessions: async () => [],
    transcript: async () => stored,
    eventsAround: async () => [],
    earlyWarnings: async () => [],
    removeSession: async () => {},
    revert: async (filter) => {
      reverts.push(filter);
      return { dream: '', commit: 'com_revert', memories: 1, merges: 0, withdrawn: 0 };
    },
    ...change,
  };
}
