import * as vscode from 'vscode';
import { hasEnded, type Thread, type ThreadState } from '../../core/agents/thread.ts';
import type { Threads } from '../../core/agents/threads.ts';
import { assertNever } from '../../core/assert-never.ts';
import { count } from '../count.ts';

interface ThreadItem extends vscode.QuickPickItem {
  readonly thread: Thread;
}

const MESSAGE = { iconPath: new vscode.ThemeIcon('comment'), tooltip: 'Write to this agent' };
const STOP = { iconPath: new vscode.ThemeIcon('debug-stop'), tooltip: 'Stop this agent' };

/** The agents at work in this window: open one, write to it, stop it. */
export async function showAgents(threads: Threads, open: (session: string) => Promise<void>): Promise<void> {
  const all = threads.list().toReversed();
  if (all.length === 0) {
    void vscode.window.showInformationMessage('No agent is at work. A chat delegates when a task has parts.');
    return;
  }
  const pick = vscode.window.createQuickPick<ThreadItem>();
  const show = (): void => {
    pick.items = threads.list().toReversed().map(itemOf);
  };
  show();
  pick.title = 'Agents';
  pick.placeholder = 'Choose an agent to see what it does';
  const stopHearing = threads.onChange(show);
  pick.onDidTriggerItemButton(async ({ item, button }) => {
    if (button === STOP) return threads.stop(item.thread.session);
    const text = await vscode.window.showInputBox({
      title: `To ${item.thread.agent}`,
      prompt: 'It reads this before it goes on.',
    });
    if (text !== undefined && text.trim() !== '' && !threads.steer(item.thread.session, text))
      void vscode.window.showInformationMessage('The agent has ended; your message was not delivered.');
  });
  pick.onDidAccept(async () => {
    const [item] = pick.selectedItems;
    pick.hide();
    if (item !== undefined) await open(item.thread.session);
  });
  pick.onDidHide(() => {
    stopHearing();
    pick.dispose();
  });
  pick.show();
}

function itemOf(thread: Thread): ThreadItem {
  const held = thread.claims.length === 0 ? '' : `changes ${thread.claims.join(', ')}`;
  return {
    thread,
    label: `$(${iconOf(thread.state)}) ${thread.agent}`,
    description: `${thread.state}, ${count(thread.steps, 'step')}`,
    detail: [thread.task.split('\n', 1)[0] ?? '', thread.doing, held].filter((part) => part !== '').join(' · '),
    buttons: hasEnded(thread) ? [] : [MESSAGE, STOP],
  };
}

function iconOf(state: ThreadState): string {
  switch (state) {
    case 'waiting':
      return 'watch';
    case 'running':
      return 'sync~spin';
    case 'done':
      return 'pass';
    case 'failed':
      return 'error';
    case 'stopped':
      return 'circle-slash';
    default:
      return assertNever(state);
  }
}
