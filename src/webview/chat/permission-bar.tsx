import { useState } from 'preact/hooks';
import type { PermissionAnswer, ToolAsk, ToolPart } from '../../protocol/chat-entry.ts';
import { AskBar } from './ask-bar.tsx';
import { post } from './host.ts';
import { Icon } from './icon.tsx';
import { type LastingCover, lastingCover } from './lasting-cover.ts';
import { PatternField } from './pattern-field.tsx';

export interface PermissionBarProps {
  readonly part: ToolPart;
  readonly ask: Extract<ToolAsk, { kind: 'permission' }>;
}

const LABELS: Readonly<Record<PermissionAnswer, string>> = {
  once: 'Allow once',
  all: 'Allow all',
  session: 'For this session',
  always: 'Always',
  deny: 'Deny',
};
const EDIT_LABELS: Readonly<Record<PermissionAnswer, string>> = {
  ...LABELS,
  once: 'Accept',
  all: 'Accept all',
  deny: 'Reject',
};

/** Asks whether a tool may do what its card says. What is dangerous is asked each time anew. */
export function PermissionBar({ part, ask }: PermissionBarProps) {
  const { call, title, effect } = part;
  const { dangers, answers, choices, problem } = ask;
  const [pattern, setPattern] = useState(ask.pattern);
  const isEdit = effect === 'edit';
  const labels = isEdit ? EDIT_LABELS : LABELS;
  const cover = lastingCover(part, pattern);
  const isLasting = answers.includes('session') || answers.includes('always');
  return (
    <AskBar label={`${isEdit ? 'Accept' : 'Allow'}: ${title}`}>
      {dangers.map((danger) => (
        <div key={danger} class="danger">
          <Icon name="warning" />
          <span>{danger}</span>
        </div>
      ))}
      <div class="ask-buttons">
        {answers.map((answer) => (
          <button
            key={answer}
            type="button"
            class={answer === 'once' ? 'primary' : ''}
            title={hint(answer, cover)}
            onClick={() => post({ kind: 'answer-permission', call, answer, pattern })}
          >
            {labels[answer]}
          </button>
        ))}
        {isEdit && (
          <button type="button" onClick={() => post({ kind: 'open-diff', call })}>
            Open diff
          </button>
        )}
      </div>
      {isLasting && (
        <PatternField cover={cover} pattern={pattern} choices={choices} problem={problem} onPattern={setPattern} />
      )}
    </AskBar>
  );
}

function hint(answer: PermissionAnswer, cover: LastingCover): string {
  const what =
    cover.kind === 'every-file' ? `${cover.what.charAt(0).toUpperCase()}${cover.what.slice(1)}` : cover.pattern;
  switch (answer) {
    case 'once':
      return 'Only this time';
    case 'all':
      return 'This edit and the others of this answer';
    case 'session':
      return `${what}, until this session ends`;
    case 'always':
      return `${what}, from now on`;
    case 'deny':
      return 'The agent is told that you refused';
  }
}
