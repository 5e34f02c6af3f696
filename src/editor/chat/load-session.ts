import type { FileChange } from '../../core/agent/checkpoint/file-change.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import type { ChatSessionParts } from './chat-session-parts.ts';
import type { SessionOwner } from './session-owner.ts';

export interface LoadedSession {
  readonly title: string;
  readonly owner: SessionOwner;
  readonly events: readonly SessionEvent[];
  readonly memories: readonly Memory[];
  /** What it changed, as far as that can still be taken back. */
  readonly changes: readonly FileChange[];
}

/** Null when no session of this id is stored. */
export async function loadSession(
  parts: Pick<ChatSessionParts, 'dreamwright' | 'tools'>,
  session: string,
): Promise<LoadedSession | null> {
  const dreamwright = await parts.dreamwright();
  const summary = (await dreamwright.sessions()).find((candidate) => candidate.session === session);
  if (summary === undefined) return null;
  const [events, memories, changes] = await Promise.all([
    dreamwright.transcript(session),
    dreamwright.memories(),
    parts.tools()?.checkpoints.load(session) ?? [],
  ]);
  const { title, agent, parentSession } = summary;
  const owner = { agent, ...(parentSession !== undefined && { parentSession }) };
  return { title, owner, events, memories, changes };
}
