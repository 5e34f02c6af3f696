import { chatStatus } from './chat-signals.ts';
import { Icon } from './icon.tsx';

/** What was written while the answer runs, until the agent reads it before its next step. */
export function TypedAhead() {
  const { ahead } = chatStatus.value;
  if (ahead.length === 0) return null;
  return (
    <section class="typed-ahead" aria-label="Read before the next step" aria-live="polite">
      {ahead.map((text, index) => (
        <div key={index} title={`Read before the next step: ${text}`}>
          <Icon name="watch" />
          <span>{text}</span>
        </div>
      ))}
    </section>
  );
}
