import type { Mention, SlashCommandInfo } from '../../protocol/chat-state.ts';
import type { Completion } from './completion-list.tsx';

/** A piece of the message that may be completed. */
export interface Completable {
  readonly kind: 'command' | 'mention';
  /** What is typed of it, without its sign. */
  readonly query: string;
  readonly start: number;
  readonly end: number;
}

/** What of `text` is being written at the caret: a command that begins it, or a mention; null for plain words. */
export function completableAt(text: string, caret: number): Completable | null {
  const before = text.slice(0, caret);
  const command = /^\/(?<query>\S*)$/u.exec(text)?.groups?.['query'];
  if (command !== undefined) return { kind: 'command', query: command, start: 0, end: text.length };
  const mention = /(?:^|\s)@(?<query>[^\s@]*)$/u.exec(before)?.groups?.['query'];
  if (mention === undefined) return null;
  return { kind: 'mention', query: mention, start: caret - mention.length - 1, end: caret };
}

export function commandCompletions(query: string, commands: readonly SlashCommandInfo[]): readonly Completion[] {
  return commands
    .filter(({ name }) => name.startsWith(query.toLowerCase()))
    .map(({ name, argument, description }) => ({
      id: `command-${name}`,
      label: `/${name}`,
      note: argument,
      description,
      insert: `/${name}${argument === '' ? '' : ' '}`,
      isWhole: argument === '',
    }));
}

export function mentionCompletions(found: readonly Mention[]): readonly Completion[] {
  return found.map(({ kind, text, label, detail }, index) => ({
    id: `mention-${index}`,
    label,
    note: kind === 'symbol' ? 'symbol' : '',
    description: detail,
    insert: `@${text} `,
    isWhole: false,
  }));
}
