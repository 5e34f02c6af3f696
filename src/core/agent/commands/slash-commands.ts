import { forgetCommand } from './forget.ts';
import { goalCommand } from './goal.ts';
import { recallCommand } from './recall.ts';
import { rememberCommand } from './remember.ts';
import type { SlashCommand } from './slash-command.ts';
import { dreamCommand, reviewCommand } from './start-commands.ts';

const helpCommand: SlashCommand = {
  name: 'help',
  argument: '',
  description: 'List the commands',
  run: async () =>
    SLASH_COMMANDS.map(({ name, argument, description }) => {
      const usage = argument === '' ? `/${name}` : `/${name} ${argument}`;
      return `- \`${usage}\`: ${description}`;
    }).join('\n'),
};

/** In the order in which the composer lists them. */
export const SLASH_COMMANDS: readonly SlashCommand[] = [
  rememberCommand,
  recallCommand,
  forgetCommand,
  goalCommand,
  dreamCommand,
  reviewCommand,
  helpCommand,
];

export interface SlashCall {
  readonly command: SlashCommand;
  readonly argument: string;
}

/** The command a message calls. `/unknown` alone is taken for a slip; `/tmp is full` is a message. */
export function parseSlash(text: string): SlashCall | { readonly unknown: string } | null {
  const match = /^\/(?<name>[\p{L}\d-]+)(?:\s+(?<argument>[\s\S]*))?$/u.exec(text.trim());
  const name = match?.groups?.['name'];
  if (name === undefined) return null;
  const argument = match?.groups?.['argument']?.trim() ?? '';
  const command = SLASH_COMMANDS.find((candidate) => candidate.name === name.toLowerCase());
  if (command !== undefined) return { command, argument };
  return argument === '' ? { unknown: name } : null;
}
