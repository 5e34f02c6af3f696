import './chat.css';
import { render } from 'preact';
import { Announcer } from './announcer.tsx';
import { attachments } from './attachments.ts';
import { show } from './chat-signals.ts';
import { Composer } from './composer.tsx';
import { composerText } from './composer-text.ts';
import { Header } from './header.tsx';
import { keep, onMessage, post } from './host.ts';
import { HoverCard } from './hover-card.tsx';
import { inputFocus } from './input-focus.ts';
import { mentions } from './mentions.ts';
import { MessageList } from './message-list.tsx';
import { StatusLine } from './status-line.tsx';
import { TodoList } from './todo-list.tsx';
import { TypedAhead } from './typed-ahead.tsx';

function Chat() {
  return (
    <>
      <Header />
      <MessageList />
      <TodoList />
      <TypedAhead />
      <Composer />
      <StatusLine />
      <HoverCard />
      <Announcer />
    </>
  );
}

onMessage((message) => {
  switch (message.kind) {
    case 'prefill':
      composerText.append(message.text);
      inputFocus.request();
      break;
    case 'attach':
      attachments.add(message.attachment);
      inputFocus.request();
      break;
    case 'mentions':
      mentions.answer(message.query, message.found);
      break;
    case 'focus-input':
      inputFocus.request();
      break;
    case 'snapshot':
      keep({ session: message.state.status.session });
      show(message);
      break;
    case 'status-changed':
      keep({ session: message.status.session });
      show(message);
      break;
    case 'entry-added':
    case 'text-delta':
    case 'tool-added':
    case 'tool-changed':
    case 'tool-output':
    case 'answer-changed':
      show(message);
      break;
  }
});

render(<Chat />, document.body);
post({ kind: 'ready' });
