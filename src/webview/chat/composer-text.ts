import { signal } from '@preact/signals';
import { keep, keptDraft } from './host.ts';

const text = signal(keptDraft());

/** What stands in the composer; kept over a reload. */
export const composerText = {
  get value(): string {
    return text.value;
  },
  set(value: string): void {
    text.value = value;
    keep({ draft: value });
  },
  /** Adds `more` on a line of its own. */
  append(more: string): void {
    this.set(text.value === '' ? more : `${text.value.trimEnd()}\n${more}`);
  },
} as const;
