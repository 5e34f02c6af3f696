import './chat.css';
import { render } from 'preact';
import { Announcer } from './announcer.tsx';
import { show } from './chat-signals.ts';
import { Composer } from './composer.tsx';
import { composerText } from './composer-text.ts';
import { Header } from './header.tsx';
import { keep, onMessage, post } from './host.ts';
import { HoverCard } from './hover-card.tsx';
import { inputFocus } from './input-focus.ts';
import { MessageList } from './message-list.tsx';
import { StatusLine } from './status-line.tsx';

function Chat() {
  return (
    <>
      <Header />
      <MessageList />
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
    case 'answer-changed':
      show(message);
      break;
  }
});

render(<Chat />, document.body);
post({ kind: 'ready' });
