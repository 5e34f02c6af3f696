import { type FileChange, type FileRestore, filesBefore, inverse } from '../../core/agent/checkpoint/file-change.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { SessionTools } from './session-tools.ts';

/** What a restore took back. */
export interface Restored {
  readonly files: readonly FileRestore[];
  /** What the files had gone through. */
  readonly changes: readonly FileChange[];
  /** Files that were changed by someone else since, and stay. */
  readonly kept: readonly string[];
  readonly memories: number;
  /** The commit that took memories back; null when there were none. */
  readonly commit: string | null;
}

export interface RestorePoint {
  readonly memory: Pick<Dreamwright, 'revert' | 'sessions'>;
  readonly tools: SessionTools | null;
  /** The messages that are taken back. */
  readonly messages: ReadonlySet<string>;
  /** Whose memory changes are taken back, and those of its agents; null where nothing is remembered. */
  readonly session: string | null;
  /** When the first of the messages was sent. */
  readonly since: string;
}

/** Puts files and memories back to before the first of the messages. */
export async function restoreBefore({ memory, tools, messages, session, since }: RestorePoint): Promise<Restored> {
  const changes = tools?.takeChanges(messages) ?? [];
  const wanted = filesBefore(changes, messages);
  const files = (await tools?.restoreFiles(wanted)) ?? [];
  const kept = wanted.filter((restore) => !files.includes(restore)).map(({ path }) => path);
  if (session === null) return { files, changes, kept, memories: 0, commit: null };
  const delegated = (await memory.sessions()).filter(({ parentSession }) => parentSession === session);
  const madeInSessions = [session, ...delegated.map((thread) => thread.session)];
  const { memories, withdrawn, commit } = await memory.revert({ madeInSessions, since });
  return { files, changes, kept, memories: memories + withdrawn, commit };
}

/** Brings back what a restore took; answers the files that were changed since and stay. */
export async function undoRestored({
  memory,
  tools,
  restored,
}: Pick<RestorePoint, 'tools'> & {
  readonly memory: Pick<Dreamwright, 'revert'>;
  readonly restored: Restored;
}): Promise<readonly string[]> {
  const wanted = restored.files.map(inverse);
  const done = (await tools?.restoreFiles(wanted)) ?? [];
  tools?.putBack(restored.changes);
  if (restored.commit !== null) await memory.revert({ commit: restored.commit });
  return wanted.filter((restore) => !done.includes(restore)).map(({ path }) => path);
}

/** What a restore did, in one line. */
export function restoredLine({ files, kept, memories }: Restored): string {
  const counts = [counted(files.length, 'file'), ...(memories > 0 ? [counted(memories, 'memory', 'memories')] : [])];
  const left = kept.length === 0 ? '' : ` Changed since, so left as they are: ${kept.join(', ')}.`;
  const mixed = files.filter(({ isMixed }) => isMixed).map(({ path }) => path);
  const gone = mixed.length === 0 ? '' : ` Changed by others in between, which went with it: ${mixed.join(', ')}.`;
  return `Restored ${counts.join(' and ')}. What commands changed stays.${gone}${left}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
