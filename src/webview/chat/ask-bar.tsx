import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { askFocus } from './ask-focus.ts';

export interface AskBarProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What a card asks. It takes no focus by itself: a key meant for the message must not answer it. */
export function AskBar({ label, children }: AskBarProps) {
  const bar = useRef<HTMLFieldSetElement>(null);
  useEffect(
    () => askFocus.attach(label, () => bar.current?.querySelector<HTMLElement>('button, input')?.focus()),
    [label],
  );
  return (
    <fieldset class="ask-bar" aria-label={label} ref={bar}>
      {children}
    </fieldset>
  );
}
