import { Component } from 'preact';
import type { AnswerEntry, Feedback, Problem, ProblemAction, ToolPart } from '../../protocol/chat-entry.ts';
import type { FromChat } from '../../protocol.ts';
import { chatStatus } from './chat-signals.ts';
import { CopyButton } from './copy-button.tsx';
import { post } from './host.ts';
import { Icon, IconButton } from './icon.tsx';
import { Markdown } from './markdown.tsx';
import { Recalled } from './recalled.tsx';
import { ToolCard } from './tool-card.tsx';

export function Answer({ entry }: { readonly entry: AnswerEntry }) {
  const isStreaming = entry.state === 'streaming';
  return (
    <>
      <Recalled memories={entry.recalled} />
      {entry.parts.map((part, index) => {
        if (part.kind === 'tool') return <Card key={part.call} part={part} />;
        const isLast = index === entry.parts.length - 1;
        return <Markdown key={index} source={part.markdown} isStreaming={isStreaming && isLast} />;
      })}
      {isStreaming && isSilent(entry) && <Waiting />}
      {entry.problem !== null && <ProblemLine problem={entry.problem} />}
      {entry.state === 'stopped' && entry.problem === null && <div class="stopped">Stopped.</div>}
      {!isStreaming && entry.markdown !== '' && <Actions entry={entry} />}
    </>
  );
}

/** Drawn again only when it is another value, so that text streams past a long list of cards. */
class Card extends Component<{ readonly part: ToolPart }> {
  override shouldComponentUpdate(next: { readonly part: ToolPart }): boolean {
    return next.part !== this.props.part;
  }

  override render() {
    return <ToolCard part={this.props.part} />;
  }
}

/** Nothing moves and nothing asks: the model is thinking. */
function isSilent({ parts }: AnswerEntry): boolean {
  const last = parts.at(-1);
  return last === undefined || (last.kind === 'tool' && !['waiting', 'running'].includes(last.state));
}

function Waiting() {
  const why = chatStatus.value.waiting;
  return (
    <div class="waiting-dots" role="img" aria-label={why ?? 'Waiting for the answer'}>
      <span class="dot" />
      <span class="dot" />
      <span class="dot" />
      {why !== null && <span class="waiting-why">{why}</span>}
    </div>
  );
}

const ACTION_LABELS: Readonly<Record<ProblemAction, string>> = {
  retry: 'Retry',
  resume: 'Continue',
  connect: 'Connect',
};
const ACTION_MESSAGES: Readonly<Record<ProblemAction, FromChat>> = {
  retry: { kind: 'retry' },
  resume: { kind: 'resume' },
  connect: { kind: 'connect-model' },
};

function ProblemLine({ problem }: { readonly problem: Problem }) {
  const { action } = problem;
  return (
    <div class="problem" role="alert">
      <Icon name="warning" />
      <span title={problem.detail}>
        {problem.text}{' '}
        {action !== null && (
          <button type="button" class="link-button" onClick={() => post(ACTION_MESSAGES[action])}>
            {ACTION_LABELS[action]}
          </button>
        )}
      </span>
    </div>
  );
}

function Actions({ entry }: { readonly entry: AnswerEntry }) {
  return (
    <div class="actions">
      <Thumb entry={entry} feedback="up" label="Good answer" />
      <Thumb entry={entry} feedback="down" label="Bad answer" />
      <CopyButton text={entry.markdown} label="Copy answer" />
    </div>
  );
}

interface ThumbProps {
  readonly entry: AnswerEntry;
  readonly feedback: Feedback;
  readonly label: string;
}

function Thumb({ entry, feedback, label }: ThumbProps) {
  const isGiven = entry.feedback === feedback;
  return (
    <IconButton
      icon={`thumbs${feedback}${isGiven ? '-filled' : ''}`}
      label={label}
      isPressed={isGiven}
      onPress={() => post({ kind: 'give-feedback', entry: entry.id, feedback: isGiven ? null : feedback })}
    />
  );
}
