import * as vscode from 'vscode';
import { TOOLS } from '../../core/agent/tools/tools.ts';
import type { AgentDesk } from './agent-desk.ts';

/** Where the words for an agent go. */
interface Composer {
  prefill(text: string): void;
}

/** Lets the person choose an agent, and begins a message that has the work done by it. */
export async function useAgent(desk: AgentDesk, composer: Composer): Promise<void> {
  const roster = await desk.roster(TOOLS.map(({ name }) => name));
  const items = roster.map(({ name, description, source, isReadOnly }) => ({
    label: name,
    description: source.kind === 'built-in' ? 'comes with Dreamwright' : source.file,
    detail: isReadOnly ? `${description} Changes nothing.` : description,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Use an agent',
    placeHolder:
      'Who should do it? Agents of the repository are Markdown files in .dreamwright/agents or .claude/agents',
    matchOnDetail: true,
  });
  if (picked !== undefined) composer.prefill(`Delegate this to ${picked.label}: `);
}
