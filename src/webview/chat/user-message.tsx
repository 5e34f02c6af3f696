import { useEffect, useRef, useState } from 'preact/hooks';
import type { UserEntry } from '../../protocol/chat-entry.ts';
import { isStreaming } from './chat-signals.ts';
import { CopyButton } from './copy-button.tsx';
import { post } from './host.ts';
import { Icon, IconButton } from './icon.tsx';
import { inputFocus } from './input-focus.ts';

/** What the person said; it can be said again in other words, and all that followed can be taken back. */
export function UserMessage({ entry }: { readonly entry: UserEntry }) {
  const [isEdited, setEdited] = useState(false);
  if (isEdited) return <EditMessage entry={entry} onDone={() => setEdited(false)} />;
  return (
    <>
      <div class="user-text">{entry.text}</div>
      {entry.attached.length > 0 && (
        <ul class="attached" aria-label="Attached">
          {entry.attached.map((name) => (
            <li key={name} class="chip">
              <Icon name="paperclip" /> {name}
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <IconButton icon="edit" label="Edit and send again" onPress={() => !isStreaming.value && setEdited(true)} />
        <IconButton
          icon="discard"
          label="Restore to before this"
          onPress={() => post({ kind: 'restore', entry: entry.id })}
        />
        <CopyButton text={entry.text} label="Copy message" />
      </div>
    </>
  );
}

function EditMessage({ entry, onDone }: { readonly entry: UserEntry; readonly onDone: () => void }) {
  const [text, setText] = useState(entry.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(entry.text.length, entry.text.length);
  }, [entry.text.length]);
  const close = () => {
    onDone();
    inputFocus.request();
  };
  const send = () => {
    if (text.trim() === '' || isStreaming.value) return;
    post({ kind: 'resend', entry: entry.id, text: text.trim() });
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  return (
    <div class="edit-message">
      <textarea
        ref={field}
        value={text}
        aria-label="Your message, edited. Enter sends it again, Escape leaves it as it was"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="ask-buttons">
        <button type="button" class="primary" onClick={send}>
          Send again
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </div>
  );
}
