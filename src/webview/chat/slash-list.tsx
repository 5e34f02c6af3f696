import { useEffect, useRef } from 'preact/hooks';
import type { SlashCommandInfo } from '../../protocol.ts';

export const SLASH_LIST_ID = 'slash-commands';

export function slashOptionId(command: SlashCommandInfo): string {
  return `slash-${command.name}`;
}

/** The commands that what is typed may become; none once an argument is being written. */
export function matchingCommands(text: string, commands: readonly SlashCommandInfo[]): readonly SlashCommandInfo[] {
  const typed = /^\/(?<name>\S*)$/u.exec(text)?.groups?.['name'];
  return typed === undefined ? [] : commands.filter((command) => command.name.startsWith(typed.toLowerCase()));
}

export interface SlashListProps {
  readonly commands: readonly SlashCommandInfo[];
  readonly selected: number;
  readonly onPick: (command: SlashCommandInfo) => void;
}

export function SlashList({ commands, selected, onPick }: SlashListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[selected]?.scrollIntoView({ block: 'nearest' }), [selected]);
  return (
    <div id={SLASH_LIST_ID} class="slash-list" role="listbox" aria-label="Commands" ref={list}>
      {commands.map((command, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the input, which keeps the focus
        <div
          key={command.name}
          id={slashOptionId(command)}
          class="slash-option"
          role="option"
          tabIndex={-1}
          aria-selected={index === selected}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(command)}
        >
          <span class="slash-name">
            /{command.name} <span class="slash-argument">{command.argument}</span>
          </span>
          <span class="slash-description">{command.description}</span>
        </div>
      ))}
    </div>
  );
}
