import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { claudeCodeProjectFolder } from '../../importers/claude-code/project-folder.ts';

/** Claude Code's own folder for a workspace, where it has one. */
export async function claudeCodeFolder(workspace: string | null): Promise<string | null> {
  if (workspace === null) return null;
  const folder = claudeCodeProjectFolder(workspace, homedir());
  return await access(folder).then(
    () => folder,
    () => null,
  );
}
