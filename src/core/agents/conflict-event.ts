import { type EventMaker, eventBase } from '../agent/turn-events.ts';
import type { OtherEvent, SessionEvent } from '../sessions/event.ts';
import type { Claim } from './claims.ts';

const EDIT_CONFLICT = 'edit-conflict';

/** An edit that was held off because another agent was changing the file. */
export function conflictEvent(maker: EventMaker, { path, agent, session }: Claim): OtherEvent {
  return {
    ...eventBase(maker),
    ...{ type: 'other', subtype: EDIT_CONFLICT, origin: 'tool' },
    text: `${path} was being changed by ${agent} (${session}).`,
  };
}

/** The file, and the session that held it; null for every other event. */
export function conflictOf(event: SessionEvent): { readonly file: string; readonly holder: string } | null {
  if (event.type !== 'other' || event.subtype !== EDIT_CONFLICT) return null;
  const [, file, holder] = /^(.+) was being changed by .+ \((\S+)\)\.$/u.exec(event.text) ?? [];
  return file === undefined || holder === undefined ? null : { file, holder };
}
