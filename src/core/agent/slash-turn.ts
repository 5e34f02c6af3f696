import type { Clock } from '../clock.ts';
import { errorText } from '../error-text.ts';
import { newId } from '../identifier.ts';
import type { SlashContext } from './commands/slash-command.ts';
import type { SlashCall } from './commands/slash-commands.ts';
import { type Recorder, recordEvent } from './record-event.ts';
import { escapeMarkdown } from './reply-markdown.ts';
import type { TurnEvent } from './turn-event.ts';
import { replyEvent, userEvent } from './turn-events.ts';

export interface SlashTurn {
  /** The message as it was typed. */
  readonly text: string;
  readonly call: SlashCall | { readonly unknown: string };
  readonly context: SlashContext;
  readonly recorder: Recorder;
  readonly clock: Clock;
}

/** Runs a slash command as a turn of the conversation. */
export async function* runSlashTurn({
  text,
  call,
  context,
  recorder,
  clock,
}: SlashTurn): AsyncGenerator<TurnEvent, void> {
  const maker = { header: recorder.header, clock };
  const id = newId('evt', clock());
  yield* recordEvent(recorder, userEvent(maker, text));
  yield { kind: 'answer-started', id, at: clock().toISOString() };
  const reply = await replyTo(call, context, clock());
  yield { kind: 'text-delta', text: reply };
  yield* recordEvent(recorder, replyEvent(maker, id, 'command-reply', reply));
  yield { kind: 'ended', end: { kind: 'complete' } };
}

async function replyTo(call: SlashTurn['call'], context: SlashContext, now: Date): Promise<string> {
  if ('unknown' in call) return `There is no command /${escapeMarkdown(call.unknown)}. Type /help for the list.`;
  try {
    return await call.command.run(call.argument, context, now);
  } catch (error) {
    const reason = errorText(error);
    return `/${call.command.name} did not work: ${escapeMarkdown(reason)}`;
  }
}
