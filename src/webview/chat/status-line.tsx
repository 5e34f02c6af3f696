import type { ChatStatus } from '../../protocol/chat-state.ts';
import { chatStatus } from './chat-signals.ts';
import { post } from './host.ts';
import { Icon } from './icon.tsx';

/** Under the input: which model, whether memory is used, how full the context is and what the session took. */
export function StatusLine() {
  const { model, isPrivate, hasTools } = chatStatus.value;
  if (model === null) {
    return (
      <footer class="status-line">
        <span class="no-model">
          {isPrivate && 'Not stored. '}No model: answers come from memory and search.{' '}
          <button type="button" class="link-button" onClick={() => post({ kind: 'connect-model' })}>
            Connect
          </button>
        </span>
      </footer>
    );
  }
  return (
    <footer class="status-line">
      <button
        type="button"
        class="status-button model"
        title={`Model: ${model.name}`}
        aria-label={`Model: ${model.name}. Choose another`}
        onClick={() => post({ kind: 'pick-model' })}
      >
        <span class="model-name">{model.name}</span>
        <Icon name="chevron-down" />
      </button>
      {hasTools && <ModeSwitch />}
      <MemorySwitch />
      <ContextMeter />
    </footer>
  );
}

function ModeSwitch() {
  const isPlanning = chatStatus.value.mode === 'plan';
  return (
    <button
      type="button"
      class="status-button"
      role="switch"
      aria-checked={isPlanning}
      aria-label="Plan only"
      title={isPlanning ? 'Plans: looks at files and changes nothing' : 'Acts: edits and runs what you allow'}
      onClick={() => post({ kind: 'set-mode', mode: isPlanning ? 'act' : 'plan' })}
    >
      <Icon name={isPlanning ? 'checklist' : 'tools'} />
      {isPlanning ? 'plan' : 'act'}
    </button>
  );
}

function MemorySwitch() {
  const { isMemoryOn } = chatStatus.value;
  return (
    <button
      type="button"
      class="status-button"
      role="switch"
      aria-checked={isMemoryOn}
      aria-label="Use memory for answers"
      title={isMemoryOn ? 'Memories are recalled for each answer' : 'No memories are recalled'}
      onClick={() => post({ kind: 'set-memory', isOn: !isMemoryOn })}
    >
      <Icon name="lightbulb" />
      memory {isMemoryOn ? 'on' : 'off'}
    </button>
  );
}

function ContextMeter() {
  const { context, costUsd, tokens } = chatStatus.value;
  if (context === null && costUsd === null && tokens === 0) return null;
  const used = context === null ? [] : [usedTokens(context)];
  const taken = [
    ...(tokens === 0 ? [] : [`${tokens.toLocaleString()} tokens`]),
    ...(costUsd === null ? [] : [dollars(costUsd)]),
  ];
  const whole = taken.length === 0 ? [] : [`${taken.join(' and ')} for this session`];
  return (
    <span class="context-meter" title={[...used, ...whole].join(', ')}>
      {context !== null && <span class="tokens">{shortMeter(context)}</span>}
      {context === null && costUsd === null && <span class="tokens">{shortCount(tokens)} tokens</span>}
      {costUsd !== null && costUsd > 0 && <span class="cost">{dollars(costUsd)}</span>}
    </span>
  );
}

type Context = NonNullable<ChatStatus['context']>;

function usedTokens({ used, limit }: Context): string {
  const share = limit === null ? '' : ` (${Math.round((used / limit) * 100)} %)`;
  return `${used.toLocaleString()} tokens of context used${share}`;
}

function shortMeter({ used, limit }: Context): string {
  return limit === null ? shortCount(used) : `${shortCount(used)}/${shortCount(limit)}`;
}

function dollars(amount: number): string {
  return `$${amount < 0.1 ? amount.toFixed(3) : amount.toFixed(2)}`;
}

function shortCount(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  return tokens < 1_000_000 ? `${Math.round(tokens / 1000)}k` : `${(tokens / 1_000_000).toFixed(1)}M`;
}
