import type { CommandArguments, CommandId } from './commands/command-map.ts';

/** The address that runs a command. */
export function commandAddress<K extends CommandId>(id: K, ...argumentList: CommandArguments[K]): string {
  return `command:${id}?${encodeURIComponent(JSON.stringify(argumentList))}`;
}

/** A Markdown link that runs a command; it works only where the Markdown trusts that command. */
export function commandLink<K extends CommandId>(label: string, id: K, ...argumentList: CommandArguments[K]): string {
  return `[${label}](${commandAddress(id, ...argumentList)})`;
}
