import type { RecalledMemory } from '../../protocol/chat-entry.ts';
import { post } from './host.ts';
import { HOVER_CARD_ID, hideHoverCard, showHoverCard } from './hover-card.tsx';
import { Icon } from './icon.tsx';

/** The memories that went into an answer's prompt. */
export function Recalled({ memories }: { readonly memories: readonly RecalledMemory[] }) {
  if (memories.length === 0) return null;
  return (
    <div class="recalled">
      <span class="recalled-count">
        <Icon name="lightbulb" /> recalled {memories.length}
      </span>
      {memories.map((memory) => (
        <Chip key={memory.id} memory={memory} />
      ))}
    </div>
  );
}

function Chip({ memory }: { readonly memory: RecalledMemory }) {
  const show = (event: Event) => {
    if (event.currentTarget instanceof Element) showHoverCard(memory, event.currentTarget);
  };
  return (
    <button
      type="button"
      class="chip"
      aria-label={`Open memory ${memory.path}`}
      aria-describedby={HOVER_CARD_ID}
      onMouseEnter={show}
      onMouseLeave={hideHoverCard}
      onFocus={show}
      onBlur={hideHoverCard}
      onKeyDown={(event) => event.key === 'Escape' && hideHoverCard()}
      onClick={() => post({ kind: 'open-memory', memory: memory.id })}
    >
      {fileName(memory.path)}
    </button>
  );
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
