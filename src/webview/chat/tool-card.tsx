import { useEffect, useRef, useState } from 'preact/hooks';
import type { ToolEffect, ToolPart, ToolState } from '../../protocol/chat-entry.ts';
import { post } from './host.ts';
import { Icon, IconButton } from './icon.tsx';
import { PermissionBar } from './permission-bar.tsx';
import { QuestionBar } from './question-bar.tsx';
import { toolTitle } from './tool-title.ts';
import { UnifiedDiff } from './unified-diff.tsx';

const EFFECT_ICONS: Readonly<Record<ToolEffect, string>> = {
  read: 'eye',
  edit: 'edit',
  run: 'terminal',
  ask: 'question',
  plan: 'checklist',
  memory: 'lightbulb',
  delegate: 'organization',
};

const STATE_WORDS: Readonly<Record<ToolState, string>> = {
  planned: 'waits',
  waiting: 'asks you',
  running: 'running',
  done: '',
  failed: 'failed',
  denied: 'refused by you',
};

/** What a tool did, in one line that opens. */
export function ToolCard({ part }: { readonly part: ToolPart }) {
  const [isChosenOpen, choose] = useState<boolean | null>(null);
  // A diff that waits is what the person is asked about, so it shows itself.
  const isOpen = isChosenOpen ?? (part.state === 'waiting' && part.effect === 'edit');
  const hasBody = part.detail !== '';
  const title = toolTitle(part);
  const word = part.summary === '' ? STATE_WORDS[part.state] : part.summary;
  return (
    <div class={`tool-card ${part.state}`}>
      <div class="tool-line">
        <button
          type="button"
          class="tool-head"
          aria-expanded={hasBody ? isOpen : undefined}
          disabled={!hasBody}
          title={title}
          onClick={() => choose(!isOpen)}
        >
          <Icon name={hasBody ? (isOpen ? 'chevron-down' : 'chevron-right') : 'blank'} />
          <StateIcon part={part} />
          <span class="tool-title">{title}</span>
          <span class="tool-summary">{word}</span>
        </button>
        {part.effect === 'delegate' && (
          <IconButton
            icon="link-external"
            label="Show what this agent does"
            onPress={() => post({ kind: 'open-thread', call: part.call })}
          />
        )}
        {part.state === 'running' && part.effect === 'delegate' && (
          <IconButton
            icon="debug-stop"
            label="Stop this agent"
            onPress={() => post({ kind: 'stop-tool', call: part.call })}
          />
        )}
        {part.state === 'running' && part.effect === 'run' && (
          <IconButton
            icon="debug-stop"
            label="Stop this command"
            onPress={() => post({ kind: 'stop-tool', call: part.call })}
          />
        )}
        {part.isUndoable && part.state === 'done' && (
          <IconButton
            icon="discard"
            label="Undo this edit"
            onPress={() => post({ kind: 'undo-edit', call: part.call })}
          />
        )}
      </div>
      {isOpen && hasBody && <ToolBody part={part} />}
      <Ask part={part} />
    </div>
  );
}

function StateIcon({ part }: { readonly part: ToolPart }) {
  switch (part.state) {
    case 'running':
      return <Icon name="loading codicon-modifier-spin" />;
    case 'failed':
      return <Icon name="error" />;
    case 'denied':
      return <Icon name="circle-slash" />;
    case 'planned':
    case 'waiting':
    case 'done':
      return <Icon name={EFFECT_ICONS[part.effect]} />;
  }
}

function ToolBody({ part }: { readonly part: ToolPart }) {
  if (part.effect === 'edit' && /^--- /mu.test(part.detail)) {
    return (
      <div class="tool-body">
        <UnifiedDiff text={part.detail} />
      </div>
    );
  }
  return (
    <div class="tool-body">
      <Output text={part.detail} isLive={part.state === 'running'} />
    </div>
  );
}

function Output({ text, isLive }: { readonly text: string; readonly isLive: boolean }) {
  const shown = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (isLive && shown.current !== null) shown.current.scrollTop = shown.current.scrollHeight;
  }, [text, isLive]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard
    <pre class="tool-output" tabIndex={0} ref={shown}>
      {text}
    </pre>
  );
}

function Ask({ part }: { readonly part: ToolPart }) {
  if (part.state !== 'waiting' || part.ask === null) return null;
  switch (part.ask.kind) {
    case 'permission':
      return <PermissionBar part={part} ask={part.ask} />;
    case 'question':
      return <QuestionBar call={part.call} ask={part.ask} />;
  }
}
