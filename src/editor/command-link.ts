import type { CommandArguments, CommandId } from './commands/command-map.ts';

/** A Markdown link that runs a command; it works only where the Markdown trusts that command. */
export function commandLink<K extends CommandId>(label: string, id: K, ...argumentList: CommandArguments[K]): string {
  return `[${label}](command:${id}?${encodeURIComponent(JSON.stringify(argumentList))})`;
}
