import { useState } from 'preact/hooks';
import type { ToolAsk } from '../../protocol/chat-entry.ts';
import { AskBar } from './ask-bar.tsx';
import { post } from './host.ts';

export interface QuestionBarProps {
  readonly call: string;
  readonly ask: Extract<ToolAsk, { kind: 'question' }>;
}

/** A question of the agent: one of its options, or words of one's own. */
export function QuestionBar({ call, ask }: QuestionBarProps) {
  const [text, setText] = useState('');
  const answer = (chosen: string) => {
    if (chosen.trim() !== '') post({ kind: 'answer-question', call, text: chosen.trim() });
  };
  return (
    <AskBar label={ask.question}>
      <div class="question">{ask.question}</div>
      <div class="ask-buttons">
        {ask.options.map((option) => (
          <button key={option} type="button" onClick={() => answer(option)}>
            {option}
          </button>
        ))}
      </div>
      <form
        class="own-answer"
        onSubmit={(event) => {
          event.preventDefault();
          answer(text);
        }}
      >
        <input
          value={text}
          placeholder={ask.options.length > 0 ? 'Or answer in your own words' : 'Your answer'}
          aria-label={`Your answer to: ${ask.question}`}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit">Answer</button>
      </form>
    </AskBar>
  );
}
