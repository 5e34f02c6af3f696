import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { FileChange } from '../../core/agent/checkpoint/file-change.ts';
import { isSecretFile } from '../../core/agent/permission/secret-files.ts';
import { hashText } from '../../core/hash-text.ts';
import { redact } from '../../core/secrets/redact.ts';
import type { CheckpointFiles } from '../chat/chat-tools.ts';

/** More than this of one session is not kept over a reload; the oldest goes first. */
const CHARACTER_LIMIT = 20_000_000;

const keptChanges = z.array(
  z.object({
    call: z.string(),
    message: z.string(),
    path: z.string(),
    before: z.nullable(z.string()),
    after: z.string(),
  }),
);

/** Keeps what sessions changed in VS Code's storage of the workspace; nothing that holds a secret. */
export function createCheckpointStore(folder: vscode.Uri | undefined): CheckpointFiles {
  const checkpoints = folder === undefined ? null : vscode.Uri.joinPath(folder, 'checkpoints');
  const fileOf = (session: string) =>
    checkpoints === null ? null : vscode.Uri.joinPath(checkpoints, `${fileName(session)}.json`);
  return {
    load: async (session) => {
      const file = fileOf(session);
      if (file === null) return [];
      try {
        const parsed = keptChanges.safeParse(
          JSON.parse(Buffer.from(await vscode.workspace.fs.readFile(file)).toString()),
        );
        return parsed.success ? parsed.data : [];
      } catch {
        // None were kept.
        return [];
      }
    },
    save: async (session, changes) => {
      const file = fileOf(session);
      if (file === null) return;
      const kept = newestThatFit(changes.filter(holdsNoSecret));
      if (kept.length > 0) await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(kept)));
      // There may be nothing to delete.
      else await Promise.resolve(vscode.workspace.fs.delete(file)).catch(() => undefined);
    },
    clear: async () => {
      if (checkpoints === null) return;
      await Promise.resolve(vscode.workspace.fs.delete(checkpoints, { recursive: true })).catch(() => undefined);
    },
  };
}

function fileName(session: string): string {
  return hashText(session).slice(0, 32);
}

function holdsNoSecret({ path, before, after }: FileChange): boolean {
  return !isSecretFile(path) && redact(before ?? '').text === (before ?? '') && redact(after).text === after;
}

function newestThatFit(changes: readonly FileChange[]): readonly FileChange[] {
  let used = 0;
  const kept: FileChange[] = [];
  for (const change of changes.toReversed()) {
    used += (change.before?.length ?? 0) + change.after.length;
    if (used > CHARACTER_LIMIT) break;
    kept.push(change);
  }
  return kept.reverse();
}
