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
  const answer = takeUpAnswer(shown);
  const show = new TurnShow({
    shown,
    conversation,
    contextTokens: () => null,
    tools: () => tools,
    sent: { attached: [], images: [] },
    ...(answer !== undefined && { answer }),
  });
  const unfollowEvents = desk.threads.follow(session, (event) => {
    show.apply(event);
    const isRead = event.kind === 'recorded' && event.event.type === 'user' && event.event.origin === 'user';
    if (isRead) shown.changeStatus({ ahead: [] });
  });
  const unfollowAsks = tools.follow((call, change) => {
    // A stored card of a call that goes on says that it has no result.
    if (hasCard(shown.state, call)) shown.changeTool(call, { summary: '', ...change });
    else show.changeTool(call, change);
  });
  const unfollow = (): void => {
    unfollowEvents();
    unfollowAsks();
  };
  return { tools, unfollow };
}

function hasCard({ entries }: ChatState, call: string): boolean {
  return entries.some(
    (entry) => entry.kind === 'answer' && entry.parts.some((part) => part.kind === 'tool' && part.call === call),
  );
}

/** The answer that is being given: what is stored of it looks as if nobody went on with it. */
function takeUpAnswer(shown: ShownChat): string | undefined {
  const last = shown.state.entries.findLast(({ kind }) => kind === 'answer');
  if (last?.kind === 'answer' && last.problem !== null)
    shown.update({ kind: 'answer-changed', entry: last.id, change: { state: 'streaming', problem: null } });
  return last?.id;
}
