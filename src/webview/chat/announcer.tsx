import { useRef } from 'preact/hooks';
import type { ChatEntry } from '../../protocol/chat-entry.ts';
import { askFocus } from './ask-focus.ts';
import { entries } from './chat-signals.ts';

/** Reads finished answers to a screen reader, once each, and none of those that were there at the start. */
export function Announcer() {
  const streaming = useRef<ReadonlySet<string>>(new Set());
  const announced = useRef('');
  const shown = entries.value;
  const ended = shown.find(
    (entry) => isAnswer(entry) && entry.state !== 'streaming' && streaming.current.has(entry.id),
  );
  if (ended !== undefined && isAnswer(ended)) announced.current = `Dreamwright: ${ended.markdown}`;
  streaming.current = new Set(
    shown.filter((entry) => isAnswer(entry) && entry.state === 'streaming').map((entry) => entry.id),
  );
  return (
    <>
      <div class="visually-hidden" role="status">
        {announced.current}
      </div>
      <div class="visually-hidden" role="alert">
        {askFocus.label === null ? '' : `Dreamwright asks: ${askFocus.label}`}
      </div>
    </>
  );
}

function isAnswer(entry: ChatEntry): entry is Extract<ChatEntry, { kind: 'answer' }> {
  return entry.kind === 'answer';
}
