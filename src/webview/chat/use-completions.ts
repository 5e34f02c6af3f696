import { useEffect, useState } from 'preact/hooks';
import { slashCommands } from './chat-signals.ts';
import type { Completion } from './completion-list.tsx';
import { type Completable, commandCompletions, completableAt, mentionCompletions } from './completions.ts';
import { mentions } from './mentions.ts';

export interface Completions {
  readonly completable: Completable | null;
  readonly completions: readonly Completion[];
  readonly selected: number;
  readonly select: (index: number) => void;
  /** Until something else is typed. */
  readonly close: () => void;
  readonly open: () => void;
}

/** What the message may become at the caret, and which of it is selected. */
export function useCompletions(text: string, caret: number): Completions {
  const [selected, setSelected] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const completable = isClosed ? null : completableAt(text, caret);
  const mention = completable?.kind === 'mention' ? completable.query : null;
  useEffect(() => (mention === null ? mentions.leave() : mentions.find(mention)), [mention]);
  const completions = completionsOf(completable);
  return {
    completable,
    completions,
    selected: Math.min(selected, Math.max(0, completions.length - 1)),
    select: (index) => setSelected((index + completions.length) % Math.max(1, completions.length)),
    close: () => setClosed(true),
    open: () => {
      setClosed(false);
      setSelected(0);
    },
  };
}

function completionsOf(completable: Completable | null): readonly Completion[] {
  if (completable === null) return [];
  return completable.kind === 'command'
    ? commandCompletions(completable.query, slashCommands.value)
    : mentionCompletions(mentions.found);
}
