import * as vscode from 'vscode';
import { assertNever } from '../../core/assert-never.ts';
import type { FromChat, ToChat } from '../../protocol.ts';
import type { AgentDesk } from '../agents/agent-desk.ts';
import { runCommand } from '../commands/register-commands.ts';
import { connectModel, type ModelCommands, selectModel } from '../models/connect-model.ts';
import { attachedTexts, imagesOf } from './attached-texts.ts';
import type { ChatSession } from './chat-session.ts';
import { findMentions } from './find-mentions.ts';
import { insertCode } from './insert-code.ts';
import { openLink } from './open-link.ts';
import { readMentions } from './read-mentions.ts';

/** What messages from one chat can reach. */
export interface MessageContext {
  readonly session: ChatSession;
  readonly models: ModelCommands;
  /** The chat listens from now on. */
  readonly ready: () => void;
  readonly post: (message: ToChat) => void;
  readonly desk: AgentDesk;
  readonly startNew: () => void;
  readonly pickSession: () => Promise<void>;
}

/** Does what a chat asks for. */
export async function handleMessage(message: FromChat, context: MessageContext): Promise<void> {
  const { session, desk } = context;
  switch (message.kind) {
    case 'ready':
      return context.ready();
    case 'send':
      return sendMessage(message, context);
    case 'resend':
      return session.resend(message.entry, { text: message.text, attached: await readMentions(message.text) });
    case 'answer-permission':
      return session.tools?.answer(message.call, {
        kind: 'permission',
        answer: message.answer,
        pattern: message.pattern,
      });
    case 'answer-question':
      return session.tools?.answer(message.call, { kind: 'question', text: message.text });
    case 'open-diff':
      return session.tools?.openDiff(message.call);
    case 'undo-edit':
      return session.undoEdit(message.call);
    case 'stop-tool':
      return desk.stopCall(message.call) ? undefined : session.tools?.stopCommands();
    case 'open-thread':
      await vscode.commands.executeCommand('dreamwright.openAgentThread', session.state.status.session, message.call);
      return;
    case 'set-mode':
      return session.choose({ mode: message.mode });
    case 'restore':
      return restore(message.entry, context);
    case 'undo-restore':
      return session.undoRestore();
    case 'find-mentions': {
      const { query } = message;
      return context.post({ kind: 'mentions', query, found: await findMentions(query) });
    }
    case 'stop':
      return session.stop();
    case 'retry':
      return session.retry();
    case 'resume':
      return session.resume();
    case 'new-session':
      return context.startNew();
    case 'pick-session':
      return context.pickSession();
    case 'pick-model':
      return selectModel(context.models);
    case 'connect-model':
      return connectModel(context.models);
    case 'set-memory':
      return session.choose({ isMemoryOn: message.isOn });
    case 'give-feedback':
      return session.giveFeedback(message.entry, message.feedback);
    case 'copy':
      return await vscode.env.clipboard.writeText(message.text);
    case 'insert':
      return insertCode(message.text);
    case 'open-memory':
      return runCommand('dreamwright.openMemory', message.memory);
    case 'open-link':
      return openLink(message.target);
    case 'import-sessions':
      return runCommand('dreamwright.importSessions');
    default:
      return assertNever(message);
  }
}

async function restore(message: string, { session, post }: MessageContext): Promise<void> {
  if (session.isBusy) {
    void vscode.window.showInformationMessage('Stop the answer first, then restore.');
    return;
  }
  const action = 'Restore';
  const choice = await vscode.window.showWarningMessage(
    'Restore to before this message?',
    {
      modal: true,
      detail:
        'Files that the agent edited and memories that it noted since go back to what they were, and the conversation ends before the message. What commands changed stays. You can undo this.',
    },
    action,
  );
  if (choice !== action) return;
  const text = await session.restore(message);
  if (text !== null) post({ kind: 'prefill', text });
}

async function sendMessage(
  { text, attachments }: Extract<FromChat, { kind: 'send' }>,
  { session, post }: MessageContext,
): Promise<void> {
  const attached = [...attachedTexts(attachments), ...(await readMentions(text))];
  if (await session.send({ text, attached, images: imagesOf(attachments) })) return;
  post({ kind: 'prefill', text });
  for (const attachment of attachments) post({ kind: 'attach', attachment });
}
