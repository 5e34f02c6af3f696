import { chatStatus } from './chat-signals.ts';
import { post } from './host.ts';
import { Icon, IconButton } from './icon.tsx';

const MENU_CONTEXT = JSON.stringify({ webviewSection: 'chat-more', preventDefaultContextMenuItems: true });

export function Header() {
  const { title, isPrivate } = chatStatus.value;
  return (
    <header>
      <h1>
        <button
          type="button"
          class="session-title"
          title={`${title} (show sessions)`}
          aria-label={`Session: ${title}. Show sessions`}
          onClick={() => post({ kind: 'pick-session' })}
        >
          {isPrivate && <Icon name="lock" />}
          <span class="session-name">{title}</span>
          <Icon name="chevron-down" />
        </button>
      </h1>
      <div class="header-actions">
        <IconButton icon="add" label="New session" onPress={() => post({ kind: 'new-session' })} />
        <IconButton icon="history" label="Show sessions" onPress={() => post({ kind: 'pick-session' })} />
        <div data-vscode-context={MENU_CONTEXT}>
          <IconButton icon="ellipsis" label="More actions" onPress={openNativeMenu} />
        </div>
      </div>
    </header>
  );
}

/** The editor shows its own context menu for the section that the element names. */
function openNativeMenu(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
  const button = event.currentTarget;
  if (!(button instanceof HTMLElement)) return;
  const { left, bottom } = button.getBoundingClientRect();
  button.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, clientX: left, clientY: bottom }));
}
