import { useEffect, useRef } from 'preact/hooks';

export const COMPLETION_LIST_ID = 'completions';

/** One thing that what is typed may become. */
export interface Completion {
  readonly id: string;
  readonly label: string;
  /** Set off from the label: an argument, a line. */
  readonly note: string;
  readonly description: string;
  /** What stands in its place once picked. */
  readonly insert: string;
  /** Nothing more is to be written, so Enter on the whole text sends it. */
  readonly isWhole: boolean;
}

export interface CompletionListProps {
  readonly label: string;
  readonly completions: readonly Completion[];
  readonly selected: number;
  readonly onPick: (completion: Completion) => void;
}

export function completionOptionId(completion: Completion): string {
  return `completion-${completion.id}`;
}

export function CompletionList({ label, completions, selected, onPick }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[selected]?.scrollIntoView({ block: 'nearest' }), [selected]);
  return (
    <div id={COMPLETION_LIST_ID} class="completion-list" role="listbox" aria-label={label} ref={list}>
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the input, which keeps the focus
        <div
          key={completion.id}
          id={completionOptionId(completion)}
          class="completion-option"
          role="option"
          tabIndex={-1}
          aria-selected={index === selected}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(completion)}
        >
          <span class="completion-name">
            {completion.label} <span class="completion-note">{completion.note}</span>
          </span>
          <span class="completion-description">{completion.description}</span>
        </div>
      ))}
    </div>
  );
}
