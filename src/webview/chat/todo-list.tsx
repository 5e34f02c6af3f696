import { useState } from 'preact/hooks';
import type { TodoItem } from '../../protocol/chat-state.ts';
import { chatStatus } from './chat-signals.ts';
import { Icon } from './icon.tsx';

const ICONS: Readonly<Record<TodoItem['state'], string>> = {
  open: 'circle-large-outline',
  doing: 'circle-large-filled',
  done: 'pass',
};
const WORDS: Readonly<Record<TodoItem['state'], string>> = { open: 'to do', doing: 'in work', done: 'done' };

/** What the agent has set out to do, in one line above the input that opens. */
export function TodoList() {
  const [isOpen, setOpen] = useState(false);
  const { todos } = chatStatus.value;
  if (todos.length === 0) return null;
  const done = todos.filter(({ state }) => state === 'done').length;
  const current = todos.find(({ state }) => state === 'doing') ?? todos.find(({ state }) => state === 'open');
  return (
    <section class="todos" aria-label="To do">
      <button type="button" class="todos-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        <span class="todos-count">
          {done}/{todos.length}
        </span>
        <span class="todos-current">{current?.text ?? 'All done'}</span>
      </button>
      {isOpen && (
        <ul>
          {todos.map((todo) => (
            <li key={todo.text} class={todo.state}>
              <Icon name={ICONS[todo.state]} />
              <span>{todo.text}</span>
              <span class="visually-hidden">, {WORDS[todo.state]}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
