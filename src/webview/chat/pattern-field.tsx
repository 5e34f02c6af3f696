import type { ToolAsk } from '../../protocol/chat-entry.ts';
import { Icon } from './icon.tsx';
import type { LastingCover } from './lasting-cover.ts';

export interface PatternFieldProps {
  readonly cover: LastingCover;
  readonly pattern: string;
  readonly choices: Extract<ToolAsk, { kind: 'permission' }>['choices'];
  readonly problem: string | null;
  readonly onPattern: (pattern: string) => void;
}

/** What lasting answers cover; where it can be chosen it opens to patterns and to a field for one's own. */
export function PatternField({ cover, pattern, choices, problem, onPattern }: PatternFieldProps) {
  const covered = (
    <span>Lasting answers cover {cover.kind === 'every-file' ? cover.what : <code>{cover.pattern}</code>}</span>
  );
  if (choices.length === 0) return <div class="ask-note">{covered}</div>;
  return (
    <>
      <details class="ask-note pattern">
        <summary title="Choose what lasting answers cover">
          <Icon name="chevron-right" />
          {covered}
        </summary>
        <div class="ask-buttons">
          {choices.map((choice) => (
            <button
              key={choice.label}
              type="button"
              aria-pressed={choice.pattern === pattern}
              title={choice.pattern}
              onClick={() => onPattern(choice.pattern)}
            >
              {choice.label}
            </button>
          ))}
        </div>
        <input
          value={pattern}
          spellcheck={false}
          aria-label="Pattern of lasting answers, in which * stands for anything"
          aria-invalid={problem !== null}
          onInput={(event) => onPattern(event.currentTarget.value)}
        />
      </details>
      {problem !== null && (
        <div class="pattern-problem" role="alert">
          {problem}
        </div>
      )}
    </>
  );
}
