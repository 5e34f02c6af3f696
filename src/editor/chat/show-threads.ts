import type { Spending } from '../../core/agent/spending.ts';
import type { Thread } from '../../core/agents/thread.ts';
import type { AgentDesk } from '../agents/agent-desk.ts';
import { count } from '../count.ts';
import { type ShownChat, usedOf } from './shown-chat.ts';

export interface ThreadView {
  readonly shown: ShownChat;
  readonly spending: Spending;
  /** Whether the session that delegates is shown still. */
  readonly isShown: () => boolean;
}

/** Lets the cards of calls that delegate say how far their agents are and which files they hold; answers how to stop. */
export function showThreads(desk: AgentDesk, session: string, { shown, spending, isShown }: ThreadView): () => void {
  return desk.threads.onChange((thread) => {
    if (thread.parentSession !== session || !isShown()) return;
    if (thread.state === 'running') shown.changeTool(thread.call, { summary: threadSummary(thread) });
    shown.changeStatus(usedOf(spending));
  });
}

function threadSummary({ steps, claims }: Thread): string {
  const held = claims.length === 0 ? [] : [`changes ${claims.join(', ')}`];
  return [count(steps, 'step'), ...held].join(' · ');
}
