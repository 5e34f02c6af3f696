import type { JsonObject } from '../../core/json.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { createContentIds } from '../content-ids.ts';
import type { ReadContext, TranscriptSource } from '../importer.ts';
import { isoTime } from '../iso-time.ts';
import { textField } from '../json-fields.ts';

/** What all events of one line have in common. */
export interface Line {
  readonly id: string;
  readonly isSubagent: boolean;
  readonly common: Pick<SessionEvent, 'session' | 'at' | 'agent' | 'cwd' | 'parentSession'>;
  /** Spread into events in which the person speaks. */
  readonly author: { readonly author?: string };
}

export const MAIN_AGENT = 'claude-code';
const UNNAMED_SUBAGENT = 'claude-code-subagent';

/** The session of a subagent, whose lines carry its parent's session id. */
export function subagentSession(parent: string, agent: string): string {
  return `${parent}/agent-${agent}`;
}

/** Reads who, where and when of each record; null when no session is known, neither from it nor from earlier ones. */
export function createLineReader(source: TranscriptSource, context: ReadContext): (record: JsonObject) => Line | null {
  const contentId = createContentIds();
  /** Uuid of a sidechain's line → uuid of the line the sidechain began with; for files without agent ids. */
  const roots = new Map<string, string>();
  const author = context.author !== undefined ? { author: context.author } : {};
  let lastSession: string | undefined;
  let lastTime = source.modified;

  const agentOf = (record: JsonObject, id: string): string => {
    const named = textField(record, 'agentId');
    if (named !== undefined) return named;
    const root = roots.get(textField(record, 'parentUuid') ?? '') ?? id;
    roots.set(id, root);
    return `sidechain-${root}`;
  };

  return (record) => {
    const main = textField(record, 'sessionId') ?? lastSession;
    if (main === undefined) return null;
    lastSession = main;
    lastTime = isoTime(record['timestamp']) ?? lastTime;
    const id = textField(record, 'uuid') ?? contentId(record);
    const isSubagent = record['isSidechain'] === true;
    const session = isSubagent ? subagentSession(main, agentOf(record, id)) : main;
    const cwd = textField(record, 'cwd');
    return {
      id,
      isSubagent,
      common: {
        session,
        at: lastTime,
        agent: isSubagent ? (context.agentNames.get(session) ?? UNNAMED_SUBAGENT) : MAIN_AGENT,
        ...(cwd !== undefined && { cwd }),
        ...(isSubagent && { parentSession: main }),
      },
      author,
    };
  };
}

/** The id of an event: its line's for the first block, else with the block's and the piece's number. */
export function eventId(line: Line, block: number, piece = 0): string {
  const ofBlock = block === 0 ? line.id : `${line.id}#${block}`;
  return piece === 0 ? ofBlock : `${ofBlock}.${piece}`;
}
