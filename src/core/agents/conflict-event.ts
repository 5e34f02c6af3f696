import type { EventMaker } from '../agent/turn-events.ts';
import { newId } from '../identifier.ts';
import type { OtherEvent, SessionEvent } from '../sessions/event.ts';
import type { Claim } from './claims.ts';

const EDIT_CONFLICT = 'edit-conflict';

/** An edit that was held off because another agent was changing the file. */
export function conflictEvent({ header, clock }: EventMaker, { path, agent, session }: Claim): OtherEvent {
  const now = clock();
  return {
    ...{ session: header.session, id: newId('evt', now), at: now.toISOString(), agent: header.agent },
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
