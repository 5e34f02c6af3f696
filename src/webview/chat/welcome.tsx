import { chatStatus } from './chat-signals.ts';
import { post } from './host.ts';
import { Moon } from './moon.tsx';

const QUESTION = 'What do you know about this workspace?';

/** An empty chat teaches what it is for. */
export function Welcome() {
  const { isPrivate, model } = chatStatus.value;
  return (
    <section class="welcome" aria-label="Welcome">
      <Moon />
      <h2>{isPrivate ? 'This session is private' : 'Ask about this workspace'}</h2>
      <p class="welcome-text">
        {isPrivate
          ? 'Nothing said here is stored or dreamt of. Memory can still be recalled.'
          : 'Dreamwright answers with what it remembers from earlier sessions, and shows which memories it used.'}
      </p>
      <div class="suggestions">
        <button
          type="button"
          class="suggestion"
          onClick={() => post({ kind: 'send', text: QUESTION, attachments: [] })}
        >
          {QUESTION}
        </button>
        {!isPrivate && (
          <button type="button" class="suggestion" onClick={() => post({ kind: 'import-sessions' })}>
            Import past sessions…
          </button>
        )}
        {/* The line under the input offers the same. */}
        {model === null && (
          <button type="button" class="suggestion spare" onClick={() => post({ kind: 'connect-model' })}>
            Connect a model…
          </button>
        )}
      </div>
    </section>
  );
}
