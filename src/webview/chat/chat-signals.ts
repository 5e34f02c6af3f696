import { computed, signal } from '@preact/signals';
import { type ChatState, type ChatUpdate, updateChat } from '../../protocol/chat-state.ts';

const EMPTY: ChatState = {
  status: {
    session: null,
    title: '',
    isPrivate: false,
    model: null,
    isMemoryOn: true,
    mode: 'act',
    hasTools: false,
    context: null,
    costUsd: null,
    tokens: 0,
    ahead: [],
    todos: [],
    waiting: null,
    canUndoRestore: false,
  },
  entries: [],
  commands: [],
};

const state = signal(EMPTY);

/** False until the extension has sent its first snapshot, so that nothing wrong flashes up. */
export const isReady = signal(false);
export const chatStatus = computed(() => state.value.status);
export const entries = computed(() => state.value.entries);
export const slashCommands = computed(() => state.value.commands);
export const isStreaming = computed(() =>
  state.value.entries.some((entry) => entry.kind === 'answer' && entry.state === 'streaming'),
);

/** What comes in quick pieces. */
const STREAMED: ReadonlySet<ChatUpdate['kind']> = new Set(['text-delta', 'tool-output']);

let waiting: ChatUpdate[] = [];

/** Shows an update; what streams in is shown once a frame. */
export function show(update: ChatUpdate): void {
  waiting.push(update);
  if (!STREAMED.has(update.kind) || document.visibilityState === 'hidden') flush();
  else if (waiting.length === 1) requestAnimationFrame(flush);
}

function flush(): void {
  if (waiting.length === 0) return;
  const updates = waiting;
  waiting = [];
  state.value = updates.reduce(updateChat, state.value);
  isReady.value = true;
}
