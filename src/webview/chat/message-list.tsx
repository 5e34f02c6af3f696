import { Component } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ChatEntry } from '../../protocol/chat-entry.ts';
import { Answer } from './answer.tsx';
import { chatStatus, entries, isReady } from './chat-signals.ts';
import { post } from './host.ts';
import { Icon } from './icon.tsx';
import { useDrawnEntries } from './use-drawn-entries.ts';
import { useFollowEnd } from './use-follow-end.ts';
import { UserMessage } from './user-message.tsx';
import { Welcome } from './welcome.tsx';

export function MessageList() {
  const { scroller, content, isFollowing, goToEnd } = useFollowEnd();
  const all = entries.value;
  const { first, end, showEarlier, showEnd } = useDrawnEntries(chatStatus.value.session, all.length);
  const lastSent = all.findLast((entry) => entry.kind === 'user')?.id;
  const goToNewest = () => {
    showEnd();
    goToEnd();
  };
  useEffect(goToNewest, [lastSent]);
  return (
    <main class="conversation">
      {/* Finished messages are announced by themselves; a log that streams would read every piece of a word. */}
      <div class="scroller" role="log" aria-live="off" aria-label="Conversation" ref={scroller}>
        <div class="messages" ref={content}>
          {isReady.value && all.length === 0 && <Welcome />}
          {first > 0 && (
            <button type="button" class="earlier link-button" onClick={showEarlier}>
              Show earlier messages
            </button>
          )}
          {all.slice(first, end).map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
          {end < all.length && (
            <button type="button" class="earlier link-button" onClick={goToNewest}>
              Back to the newest messages
            </button>
          )}
          {chatStatus.value.canUndoRestore && <Restored />}
        </div>
      </div>
      {!isFollowing && (
        <button type="button" class="to-end" onClick={goToNewest}>
          <Icon name="arrow-down" /> new
        </button>
      )}
    </main>
  );
}

function Restored() {
  return (
    <div class="entry">
      <button type="button" class="link-button" onClick={() => post({ kind: 'undo-restore' })}>
        Undo the restore
      </button>
    </div>
  );
}

/** Drawn again only when its entry is another value. */
class Entry extends Component<{ readonly entry: ChatEntry }> {
  override shouldComponentUpdate(next: { readonly entry: ChatEntry }): boolean {
    return next.entry !== this.props.entry;
  }

  override render() {
    const { entry } = this.props;
    switch (entry.kind) {
      case 'user':
        return (
          <article class="entry user" aria-label={entry.isTask ? 'Task' : 'You'}>
            <Speaker name={entry.isTask ? 'task' : 'you'} at={entry.at} />
            <UserMessage entry={entry} />
          </article>
        );
      case 'answer':
        return (
          <article class="entry answer" aria-label="Dreamwright" aria-busy={entry.state === 'streaming'}>
            <Speaker name="dreamwright" at={entry.at} />
            <Answer entry={entry} />
          </article>
        );
      case 'notice':
        return (
          <div class="entry problem" role="alert">
            <Icon name="info" />
            <span>{entry.text}</span>
          </div>
        );
    }
  }
}

function Speaker({ name, at }: { readonly name: string; readonly at: string }) {
  return (
    <div class="speaker">
      <span title={new Date(at).toLocaleString()}>{name}</span>
    </div>
  );
}
