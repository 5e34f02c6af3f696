import type { ChatState } from '../../protocol/chat-state.ts';
import type { AgentDesk } from '../agents/agent-desk.ts';
import type { Conversation } from './conversation.ts';
import type { SessionTools } from './session-tools.ts';
import type { ShownChat } from './shown-chat.ts';
import { TurnShow } from './turn-show.ts';

export interface FollowedThread {
  /** What its cards answer to. */
  readonly tools: SessionTools;
  readonly unfollow: () => void;
}

/** Goes on showing a session whose agent is at work in the background; null when none is. */
export function followThread(
  desk: AgentDesk,
  session: string,
  { shown, conversation }: { readonly shown: ShownChat; readonly conversation: Conversation },
): FollowedThread | null {
  const tools = desk.toolsOf(session);
  if (tools === undefined) return null;
  const answer = lastAnswer(shown.state);
  const show = new TurnShow({
    shown,
    conversation,
    contextTokens: () => null,
    tools: () => tools,
    sent: { attached: [], images: [] },
    ...(answer !== undefined && { answer }),
  });
  return { tools, unfollow: desk.threads.follow(session, (event) => show.apply(event)) };
}

function lastAnswer({ entries }: ChatState): string | undefined {
  return entries.findLast(({ kind }) => kind === 'answer')?.id;
}
