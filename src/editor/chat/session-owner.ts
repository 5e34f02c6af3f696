import type { SessionHeader } from '../../core/store.ts';

/** The agent and format of the chat's own sessions. */
export const CHAT_AGENT = 'dreamwright';

/** Whose session it is: that of the chat's own agent, or of one that it delegated to. */
export type SessionOwner = Pick<SessionHeader, 'agent' | 'parentSession'>;

export const CHAT_OWNER: SessionOwner = { agent: CHAT_AGENT };
