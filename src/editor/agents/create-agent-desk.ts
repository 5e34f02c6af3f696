import { join } from 'node:path';
import * as vscode from 'vscode';
import { readAgentTemplates } from '../../workspace/read-agent-templates.ts';
import { rootFolders } from '../agent/editor-workspace.ts';
import { absolutePath } from '../agent/place-in-folders.ts';
import { AgentDesk } from './agent-desk.ts';
import { agreeToAgent } from './agree-to-agent.ts';
import { askBesideChat } from './ask-beside-chat.ts';

export interface AgentDeskPlaces {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
}

/** The desk of this window: agents from the extension and, in a trusted workspace, from the repositories. */
export function createAgentDesk({ context, log }: AgentDeskPlaces): AgentDesk {
  const builtIn = join(context.extensionPath, 'media', 'agents');
  return new AgentDesk({
    read: async (tools) => {
      const roots = vscode.workspace.isTrusted ? rootFolders() : [];
      const { templates, problems } = await readAgentTemplates({ builtIn, roots, tools });
      for (const problem of problems) log.warn(problem);
      return templates;
    },
    agrees: agreeToAgent({
      state: context.workspaceState,
      ask: askInNotification,
      show: async (file) => {
        await vscode.window.showTextDocument(vscode.Uri.file(absolutePath(file, rootFolders())));
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
