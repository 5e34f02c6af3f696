import { signal } from '@preact/signals';

interface OpenAsk {
  readonly label: string;
  readonly focus: () => void;
}

const open = signal<readonly OpenAsk[]>([]);

/** The questions that wait in cards, oldest first; the composer leads to them. */
export const askFocus = {
  /** The oldest question's words, or null when none waits. */
  get label(): string | null {
    return open.value[0]?.label ?? null;
  },
  attach(label: string, focus: () => void): () => void {
    const ask = { label, focus };
    open.value = [...open.peek(), ask];
    return () => {
      open.value = open.peek().filter((other) => other !== ask);
    };
  },
  request(): void {
    open.peek()[0]?.focus();
  },
} as const;
