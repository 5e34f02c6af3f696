import type { Clock } from '../clock.ts';
import { newId } from '../identifier.ts';
import type { OtherEvent, SessionEvent } from '../sessions/event.ts';
import type { SessionHeader } from '../store.ts';

/** Subtype of the events that hold what a person put beside a message: content of the workspace, nobody's words. */
const ATTACHMENT = 'attachment';
const HEAD = 'Attached: ';

/** A piece of a file that goes with a message. */
export interface AttachedText {
  /** "src/total.ts, lines 3-9". */
  readonly name: string;
  readonly text: string;
}

export function attachmentEvent(
  { header, clock }: { readonly header: SessionHeader; readonly clock: Clock },
  { name, text }: AttachedText,
): OtherEvent {
  const now = clock();
  return {
    session: header.session,
    id: newId('evt', now),
    at: now.toISOString(),
    agent: header.agent,
    type: 'other',
    subtype: ATTACHMENT,
    origin: 'tool',
    text: text === '' ? `${HEAD}${name}` : `${HEAD}${name}\n\n${text}`,
  };
}

export function isAttachment(event: SessionEvent): event is OtherEvent & { readonly subtype: typeof ATTACHMENT } {
  return event.type === 'other' && event.subtype === ATTACHMENT;
}

/** The attachment as it was made. */
export function attachedText(event: OtherEvent): AttachedText {
  const [line = '', , ...text] = event.text.split('\n');
  return { name: line.startsWith(HEAD) ? line.slice(HEAD.length) : line, text: text.join('\n') };
}
