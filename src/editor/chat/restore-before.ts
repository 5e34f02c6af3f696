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
  readonly memory: Pick<Dreamwright, 'revert'>;
  readonly tools: SessionTools | null;
  /** The messages that are taken back. */
  readonly messages: ReadonlySet<string>;
  /** Whose memory changes are taken back, from when on; null where nothing is remembered. */
  readonly since: { readonly madeInSession: string; readonly since: string } | null;
}

/** Puts files and memories back to before the first of the messages. */
export async function restoreBefore({ memory, tools, messages, since }: RestorePoint): Promise<Restored> {
  const changes = tools?.takeChanges(messages) ?? [];
  const wanted = filesBefore(changes, messages);
  const files = (await tools?.restoreFiles(wanted)) ?? [];
  const kept = wanted.filter((restore) => !files.includes(restore)).map(({ path }) => path);
  if (since === null) return { files, changes, kept, memories: 0, commit: null };
  const { memories, commit } = await memory.revert(since);
  return { files, changes, kept, memories, commit };
}

/** Brings back what a restore took; answers the files that were changed since and stay. */
export async function undoRestored({
  memory,
  tools,
  restored,
}: Pick<RestorePoint, 'memory' | 'tools'> & { readonly restored: Restored }): Promise<readonly string[]> {
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
  return `Restored ${counts.join(' and ')}. What commands changed stays.${left}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
