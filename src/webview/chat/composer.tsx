import { useEffect, useRef, useState } from 'preact/hooks';
import type { SlashCommandInfo } from '../../protocol.ts';
import { entries, isStreaming, slashCommands } from './chat-signals.ts';
import { composerText } from './composer-text.ts';
import { post } from './host.ts';
import { IconButton } from './icon.tsx';
import { inputFocus } from './input-focus.ts';
import { matchingCommands, SLASH_LIST_ID, SlashList, slashOptionId } from './slash-list.tsx';

export function Composer() {
  const input = useRef<HTMLTextAreaElement>(null);
  const [selected, setSelected] = useState(0);
  const [isListClosed, setListClosed] = useState(false);
  const text = composerText.value;
  const commands = isListClosed ? [] : matchingCommands(text, slashCommands.value);
  const active = commands[Math.min(selected, commands.length - 1)];

  useEffect(() => inputFocus.attach(() => input.current?.focus()), []);

  const type = (value: string) => {
    composerText.set(value);
    setSelected(0);
    setListClosed(false);
  };
  const send = () => {
    if (text.trim() === '' || isStreaming.value) return;
    post({ kind: 'send', text: text.trim() });
    type('');
    input.current?.focus();
  };
  const pick = (command: SlashCommandInfo) => {
    type(`/${command.name}${command.argument === '' ? '' : ' '}`);
    setListClosed(true);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (active !== undefined && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : commands.length - 1;
      setSelected((commands.indexOf(active) + step) % commands.length);
    } else if (active !== undefined && event.key === 'Escape') {
      setListClosed(true);
    } else if (active !== undefined && isAccepting(event, active, text)) {
      event.preventDefault();
      pick(active);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && isStreaming.value) {
      post({ kind: 'stop' });
    } else if (event.key === 'ArrowUp' && text === '') {
      const last = entries.value.findLast((entry) => entry.kind === 'user');
      if (last?.kind !== 'user') return;
      event.preventDefault();
      type(last.text);
    }
  };

  return (
    <section class="composer" aria-label="Your message">
      {commands.length > 0 && (
        <SlashList commands={commands} selected={active === undefined ? 0 : commands.indexOf(active)} onPick={pick} />
      )}
      <div class="input-box">
        <textarea
          ref={input}
          rows={1}
          value={text}
          placeholder="Ask, or type / for commands"
          aria-label="Message. Enter sends, Shift+Enter breaks the line, slash lists commands"
          aria-autocomplete="list"
          aria-controls={commands.length > 0 ? SLASH_LIST_ID : undefined}
          aria-activedescendant={active === undefined ? undefined : slashOptionId(active)}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {isStreaming.value ? (
          <IconButton icon="stop-circle" label="Stop (Escape)" onPress={stop} />
        ) : (
          <IconButton icon="send" label="Send (Enter)" onPress={send} />
        )}
      </div>
    </section>
  );
}

function stop(): void {
  post({ kind: 'stop' });
  inputFocus.request();
}

/** Tab completes; Enter completes too, until the whole name of a command without argument stands there. */
function isAccepting(event: KeyboardEvent, active: SlashCommandInfo, text: string): boolean {
  if (event.key === 'Tab') return !event.shiftKey;
  return event.key === 'Enter' && !event.shiftKey && (text !== `/${active.name}` || active.argument !== '');
}
