import type { Actor } from '../../core/actor.ts';
import { assertNever } from '../../core/assert-never.ts';
import type { MemoryVersion } from '../../core/memory/version.ts';
import { shorten } from '../shorten.ts';

/** A version as a line of the history: what happened, by whom, when. */
export function describeVersion(version: MemoryVersion): {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
} {
  return {
    label: `${version.operation} by ${actorName(version.actor)}`,
    description: `${version.at.slice(0, 10)} ${version.at.slice(11, 16)} UTC`,
    detail: version.redacted ? 'redacted' : shorten(version.content?.text ?? 'no longer there', 120),
  };
}

function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.name;
    case 'agent':
      return actor.name;
    case 'dream':
      return 'a dream';
    case 'system':
      return 'Dreamwright';
    default:
      return assertNever(actor);
  }
}
