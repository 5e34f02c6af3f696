import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { type MessagesServer, type Script, startMessagesServer } from '../models/messages-server.ts';
import { connectModel } from './connect-model.ts';
import type { WorkbenchOptions } from './open-workbench.ts';
import { prepareSample } from './prepare-sample.ts';
import { useWorkbench } from './use-workbench.ts';
import type { Workbench } from './workbench.ts';

export interface AgentWindow {
  readonly server: MessagesServer;
  readonly workbench: Workbench;
  readonly chat: Frame;
  readonly folder: string;
  readonly send: (text: string) => Promise<void>;
  readonly textOf: (path: string) => Promise<string>;
}

/** A window with a model connected that answers by script, and the chat open. */
export async function useAgent(...scripts: readonly Script[]): Promise<AgentWindow> {
  const window = await useAgentIn(await prepareSample());
  window.server.play(...scripts);
  return window;
}

/** The same in a folder of the test's own, whose server has still to be told what it answers. */
export async function useAgentIn(folder: string, options: WorkbenchOptions = {}): Promise<AgentWindow> {
  const server = await startMessagesServer();
  onTestFinished(() => server.close());
  const settings = { 'dreamwright.claude.baseUrl': server.url, ...options.settings };
  const workbench = await useWorkbench({ ...options, folder, settings });
  await workbench.openView('Chat');
  const chat = await workbench.webview('textarea');
  await connectModel(workbench);
  await chat.getByText('Claude Test 2').waitFor();
  const input = chat.getByRole('textbox', { name: /^Message/ });
  const send = async (text: string) => {
    await input.fill(text);
    await input.press('Enter');
  };
  return { server, workbench, chat, folder, send, textOf: (path) => readFile(join(folder, path), 'utf8') };
}
