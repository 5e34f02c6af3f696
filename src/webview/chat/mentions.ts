import { signal } from '@preact/signals';
import type { Mention } from '../../protocol/chat-state.ts';
import { post } from './host.ts';

const PAUSE_MILLISECONDS = 60;

const answered = signal<{ readonly query: string | null; readonly found: readonly Mention[] }>({
  query: null,
  found: [],
});
let asked: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Files and symbols that the extension finds while a mention is typed. */
export const mentions = {
  /** What was found last; kept while more is typed, so that the list doesn't flicker. */
  get found(): readonly Mention[] {
    return answered.value.found;
  },
  /** Asks once typing pauses. */
  find(query: string): void {
    if (asked === query) return;
    asked = query;
    clearTimeout(timer);
    timer = setTimeout(() => post({ kind: 'find-mentions', query }), PAUSE_MILLISECONDS);
  },
  /** Nothing is being mentioned any more. */
  leave(): void {
    if (asked === null) return;
    asked = null;
    clearTimeout(timer);
    answered.value = { query: null, found: [] };
  },
  /** An answer to what was asked before counts no more. */
  answer(query: string, found: readonly Mention[]): void {
    if (query === asked) answered.value = { query, found };
  },
} as const;
