import { join } from 'node:path';

/**
 * The folder of Claude Code's transcripts for a workspace; it need not exist. `configFolder` is what the person set
 * in place of `~/.claude`.
 */
export function claudeCodeProjectFolder(
  workspace: string,
  home: string,
  configFolder: string | undefined = process.env['CLAUDE_CONFIG_DIR'],
): string {
  const root = configFolder === undefined || configFolder.trim() === '' ? join(home, '.claude') : configFolder;
  // Claude Code turns everything but letters and digits of the real path into dashes.
  return join(root, 'projects', workspace.replace(/(?<=.)[\\/]+$/u, '').replace(/[^a-zA-Z0-9]/gu, '-'));
}
