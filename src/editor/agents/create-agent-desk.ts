import { join } from 'node:path';
import * as vscode from 'vscode';
import { readAgentTemplates } from '../../workspace/read-agent-templates.ts';
import { AgentDesk } from './agent-desk.ts';
import { agreeToAgent } from './agree-to-agent.ts';
import { askBesideChat } from './ask-beside-chat.ts';

export interface AgentDeskPlaces {
  readonly context: vscode.ExtensionContext;
  /** The first folder of the workspace; null without one. */
  readonly folder: string | null;
  readonly log: vscode.LogOutputChannel;
}

/** The desk of this window: agents from the extension and, in a trusted workspace, from the repository. */
export function createAgentDesk({ context, folder, log }: AgentDeskPlaces): AgentDesk {
  const builtIn = join(context.extensionPath, 'media', 'agents');
  return new AgentDesk({
    read: async (tools) => {
      const root = vscode.workspace.isTrusted ? folder : null;
      const { templates, problems } = await readAgentTemplates({ builtIn, root, tools });
      for (const problem of problems) log.warn(problem);
      return templates;
    },
    agrees: agreeToAgent({
      state: context.workspaceState,
      ask: askInNotification,
      show: async (file) => {
        if (folder !== null) await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(folder), file));
      },
    }),
    ask: askBesideChat,
  });
}

const ALLOW = 'Allow This Version';
const SHOW = 'Show File';

async function askInNotification(question: string): Promise<'allow' | 'show' | null> {
  const answer = await vscode.window.showWarningMessage(question, ALLOW, SHOW);
  return answer === ALLOW ? 'allow' : answer === SHOW ? 'show' : null;
}
