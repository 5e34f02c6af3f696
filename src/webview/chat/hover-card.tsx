import { signal } from '@preact/signals';
import type { RecalledMemory } from '../../protocol/chat-entry.ts';
import { Markdown } from './markdown.tsx';

interface Hovered {
  readonly memory: RecalledMemory;
  /** Pixels from the top of the window. */
  readonly top: number;
}

const hovered = signal<Hovered | null>(null);

export const HOVER_CARD_ID = 'hover-card';
const GAP_PIXELS = 4;
const CARD_PIXELS = 260;

/** Shows a memory beside the chip, below it where there is room. */
export function showHoverCard(memory: RecalledMemory, chip: Element): void {
  const { top, bottom } = chip.getBoundingClientRect();
  const isBelow = bottom + CARD_PIXELS < window.innerHeight || top < CARD_PIXELS;
  hovered.value = { memory, top: isBelow ? bottom + GAP_PIXELS : top - CARD_PIXELS - GAP_PIXELS };
}

export function hideHoverCard(): void {
  hovered.value = null;
}

export function HoverCard() {
  const shown = hovered.value;
  if (shown === null) return null;
  const { memory, top } = shown;
  return (
    <div id={HOVER_CARD_ID} class="hover-card" role="tooltip" style={{ top: `${top}px` }}>
      <div class="hover-path">{memory.path}</div>
      <Markdown source={memory.text} isStreaming={false} />
      {memory.why.length > 0 && <div class="hover-why">Recalled because: {memory.why.join('; ')}</div>}
    </div>
  );
}
