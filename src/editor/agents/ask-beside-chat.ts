import * as vscode from 'vscode';
import { assertNever } from '../../core/assert-never.ts';
import type { PermissionAnswer } from '../../protocol/chat-entry.ts';
import type { CardAnswer } from '../chat/card-answer.ts';
import type { ThreadAsk } from './agent-desk.ts';

const BUTTONS: Readonly<Record<PermissionAnswer, string>> = {
  once: 'Allow',
  all: 'Allow All Edits',
  session: 'Allow for This Session',
  always: 'Always Allow',
  deny: 'Deny',
};

/** Asks the person what an agent in the background asks; null when it was closed without an answer. */
export async function askBesideChat({ agent, doing, ask }: ThreadAsk): Promise<CardAnswer | null> {
  switch (ask.kind) {
    case 'permission': {
      const dangers = ask.dangers.length === 0 ? '' : ` ${ask.dangers.join(' ')}`;
      const answers = ask.answers.filter((answer) => answer !== 'always');
      const labels = answers.map((answer) => BUTTONS[answer]);
      const chosen = await vscode.window.showWarningMessage(`The agent ${agent} asks: ${doing}.${dangers}`, ...labels);
      const answer = answers.find((candidate) => BUTTONS[candidate] === chosen);
      return answer === undefined ? null : { kind: 'permission', answer };
    }
    case 'question': {
      const options = { title: `The agent ${agent} asks`, placeHolder: ask.question, prompt: ask.question };
      const text =
        ask.options.length > 0
          ? await vscode.window.showQuickPick([...ask.options], options)
          : await vscode.window.showInputBox({ ...options, ignoreFocusOut: true });
      return text === undefined ? null : { kind: 'question', text };
    }
    default:
      return assertNever(ask);
  }
}
