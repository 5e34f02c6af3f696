import type { TurnEvent } from '../../src/core/agent/turn-event.ts';
import { assertNever } from '../../src/core/assert-never.ts';
import { isJsonObject, type Json } from '../../src/core/json.ts';

/** What a person would see of an event, in lines of a transcript. */
export function shownEvent(event: TurnEvent): readonly string[] {
  switch (event.kind) {
    case 'recalled':
      return [`  recalled ${event.hits.map((hit) => (hit.kind === 'memory' ? hit.path : hit.id)).join(', ')}`];
    case 'text-delta':
      return [`  ${JSON.stringify(event.text)}`];
    case 'tool-planned':
      return [`  ${event.call} would ${event.title} (${event.effect})`];
    case 'tool-asked':
      return [`  ${event.call} waits${event.dangers.map(({ kind, what }) => `; ${kind}: ${what}`).join('')}`];
    case 'tool-started':
      return [`  ${event.call} begins`];
    case 'tool-ended':
      return [`  ${event.call} ${event.state}: ${event.summary}`];
    case 'todos':
      return event.items.map(({ text, state }) => `  to do: ${text} (${state})`);
    case 'waiting':
      return [`  waits ${event.seconds} s: ${event.error.kind}`];
    case 'trouble':
      return [`  trouble with ${event.with}: ${event.detail}`];
    case 'ended': {
      const { end } = event;
      const why = end.kind === 'failed' ? ` (${end.error.kind})` : end.kind === 'paused' ? ` (${end.because})` : '';
      return [`  ended: ${end.kind}${why}`];
    }
    // What comes in pieces of any size, ids and figures; and what is shown under "stored".
    case 'answer-started':
    case 'context':
    case 'recorded':
    case 'tool-output':
    case 'usage':
      return [];
    default:
      return assertNever(event);
  }
}

/** A request body in a line a message: role and blocks, those marked for the cache with an asterisk. */
export function requestShape(body: unknown): string {
  if (!isJsonObject(body)) return '  nothing';
  const messages = Array.isArray(body['messages']) ? body['messages'] : [];
  const tools = Array.isArray(body['tools']) ? body['tools'].length : 0;
  const system = blocks(body['system'] ?? null);
  return `  ${tools} tools, system ${system}; ${messages.map(messageShape).join('; ')}`;
}

function messageShape(message: Json): string {
  return isJsonObject(message) ? `${String(message['role'])} ${blocks(message['content'] ?? null)}` : '';
}

function blocks(content: Json): string {
  if (!Array.isArray(content)) return 'text';
  return content
    .map((block) =>
      isJsonObject(block) ? `${String(block['type'])}${block['cache_control'] === undefined ? '' : '*'}` : '',
    )
    .join('+');
}
