import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { AgentTemplate } from '../../core/agents/template.ts';

const KEY = 'dreamwright.agreedAgents';
const hashes = z.array(z.string());
const ALLOW = 'Allow This Version';
const SHOW = 'Show File';

/** Asks at the first use of each version of a repository's agent, and keeps the answer for the workspace. */
export function agreeToAgent(
  state: vscode.Memento,
  folder: string | null,
): (template: AgentTemplate, signal: AbortSignal) => Promise<boolean> {
  const agreed = (): readonly string[] => {
    const read = hashes.safeParse(state.get(KEY));
    return read.success ? read.data : [];
  };
  return async ({ name, source, hash }, signal) => {
    if (source.kind === 'built-in' || agreed().includes(hash)) return true;
    const question = `Let the agent ${name} of this repository work here? Its instructions come from ${source.file}; your permissions hold for it.`;
    for (;;) {
      if (signal.aborted) return false;
      const answer = await vscode.window.showWarningMessage(question, ALLOW, SHOW);
      if (answer === SHOW && folder !== null) {
        await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(folder), source.file));
        continue;
      }
      if (answer !== ALLOW) return false;
      await state.update(KEY, [...agreed(), hash]);
      return true;
    }
  };
}
