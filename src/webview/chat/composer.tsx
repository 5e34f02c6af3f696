import { useEffect, useRef, useState } from 'preact/hooks';
import { askFocus } from './ask-focus.ts';
import { AttachmentList } from './attachment-list.tsx';
import { attachments, takeImages } from './attachments.ts';
import { chatStatus, entries, isStreaming } from './chat-signals.ts';
import { COMPLETION_LIST_ID, type Completion, CompletionList, completionOptionId } from './completion-list.tsx';
import { composerText } from './composer-text.ts';
import { post } from './host.ts';
import { IconButton } from './icon.tsx';
import { inputFocus } from './input-focus.ts';
import { useCompletions } from './use-completions.ts';

export function Composer() {
  const input = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const text = composerText.value;
  const { completable, completions, selected, select, close, open } = useCompletions(text, caret);
  const active = completions[selected];

  useEffect(() => inputFocus.attach(() => input.current?.focus()), []);

  const type = (value: string, position = value.length) => {
    composerText.set(value);
    setCaret(position);
    open();
  };
  const isEmpty = () => text.trim() === '' && attachments.value.length === 0;
  const send = () => {
    const { value } = attachments;
    if (isEmpty()) return;
    post({ kind: 'send', text: text.trim(), attachments: value });
    attachments.clear();
    type('');
    input.current?.focus();
  };
  const pick = (completion: Completion) => {
    if (completable === null) return;
    const { start, end } = completable;
    const position = start + completion.insert.length;
    type(text.slice(0, start) + completion.insert + text.slice(end), position);
    close();
    input.current?.focus();
    // The caret can move there once the new text stands in the field.
    requestAnimationFrame(() => input.current?.setSelectionRange(position, position));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (active !== undefined && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      select(event.key === 'ArrowDown' ? selected + 1 : selected - 1);
    } else if (active !== undefined && event.key === 'Escape') {
      close();
    } else if (active !== undefined && isAccepting(event, active, text)) {
      event.preventDefault();
      pick(active);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && askFocus.label !== null) {
      event.preventDefault();
      askFocus.request();
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
  const takeFrom = (event: Event, data: DataTransfer | null) => {
    const seesImages = chatStatus.value.model?.seesImages ?? false;
    if (data !== null && takeImages(data.files, seesImages)) event.preventDefault();
  };

  return (
    <section
      class="composer"
      aria-label="Your message"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFrom(event, event.dataTransfer)}
    >
      {completable !== null && completions.length > 0 && (
        <CompletionList
          label={completable.kind === 'command' ? 'Commands' : 'Files and symbols'}
          completions={completions}
          selected={selected}
          onPick={pick}
        />
      )}
      <AttachmentList />
      <div class="input-box">
        <textarea
          ref={input}
          rows={1}
          value={text}
          placeholder={
            askFocus.label === null
              ? 'Ask, @ for files, / for commands'
              : 'Something waits above: Ctrl+Enter goes there'
          }
          aria-label="Message. Enter sends, Shift+Enter breaks the line, slash lists commands, at lists files"
          aria-autocomplete="list"
          aria-controls={completions.length > 0 ? COMPLETION_LIST_ID : undefined}
          aria-activedescendant={active === undefined ? undefined : completionOptionId(active)}
          onInput={({ currentTarget }) => type(currentTarget.value, currentTarget.selectionStart)}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onPaste={(event) => takeFrom(event, event.clipboardData)}
        />
        {isStreaming.value && <IconButton icon="stop-circle" label="Stop (Escape)" onPress={stop} />}
        {!(isStreaming.value && isEmpty()) && (
          <IconButton
            icon="send"
            label={isStreaming.value ? 'Send, to be read before the next step (Enter)' : 'Send (Enter)'}
            onPress={send}
          />
        )}
      </div>
    </section>
  );
}

function stop(): void {
  post({ kind: 'stop' });
  inputFocus.request();
}

/** Tab completes; Enter completes too, until the whole of what needs nothing more stands there. */
function isAccepting(event: KeyboardEvent, active: Completion, text: string): boolean {
  if (event.key === 'Tab') return !event.shiftKey;
  const isSending = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey;
  return isSending && (!active.isWhole || text !== active.insert);
}
