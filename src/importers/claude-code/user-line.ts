import { assertNever } from '../../core/assert-never.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { isDependencyPath } from '../../core/sessions/dependency-path.ts';
import type { SessionEvent, ToolCallEvent } from '../../core/sessions/event.ts';
import { FILE_CHANGED } from '../../core/sessions/file-changed.ts';
import type { ReadContext } from '../importer.ts';
import { textField } from '../json-fields.ts';
import type { RecordReading } from '../read-json-lines.ts';
import { contentBlocks } from './content.ts';
import type { LeftFiles } from './file-changes.ts';
import type { KnownCalls } from './known-calls.ts';
import { eventId, type Line, MAIN_AGENT, subagentSession } from './line.ts';
import { startedSubagent, toolResultEvents } from './tool-result.ts';
import { splitUserText, type UserText } from './user-text.ts';

/** What a file's user lines share. */
export interface UserLineState {
  readonly calls: KnownCalls;
  readonly files: LeftFiles;
  readonly context: ReadContext;
  /** The last shell command that the person ran, whose output comes with the next line. */
  shell: string | null;
}

/** Reads a `type:"user"` line, most of which the person did not write. */
export function readUserLine(record: JsonObject, line: Line, state: UserLineState): RecordReading {
  return readBlocks(record, contentBlocks(record), { line, state });
}

/** Reads a message that the person typed while the agent was at work. */
export function readQueuedPrompt(
  record: JsonObject,
  prompt: readonly JsonObject[],
  line: Line,
  state: UserLineState,
): RecordReading {
  return readBlocks(record, prompt, { line, state });
}

interface Place {
  readonly line: Line;
  readonly state: UserLineState;
}

function readBlocks(record: JsonObject, blocks: readonly JsonObject[], place: Place): RecordReading {
  const events: SessionEvent[] = [];
  let dropped = 'empty';
  blocks.forEach((block, index) => {
    const text = textField(block, 'text');
    const type = textField(block, 'type');
    if (type === 'tool_result') {
      noteSubagent(record, block, place);
      events.push(...place.state.files.read(record, place.line, index));
      events.push(...toolResultEvents(place.line, { block, index, record }, place.state.calls));
    } else if (type === 'text' && text !== undefined) {
      const pieces = programWords(record, text) ?? splitUserText(text);
      pieces.forEach((piece, number) => {
        if (piece.kind === 'dropped') dropped = piece.type;
        else events.push(pieceEvent(piece, eventId(place.line, index, number), place));
      });
    } else {
      const subtype = type ?? 'block';
      events.push({
        ...place.line.common,
        id: eventId(place.line, index),
        type: 'other',
        subtype,
        origin: 'tool',
        text: `[${subtype}]`,
      });
    }
  });
  return events.length > 0
    ? { kind: 'events', agent: place.line.common.agent, events }
    : { kind: 'ignored', type: dropped };
}

/** The whole text as a notice where the line itself says that no person typed it; null where it doesn't. */
function programWords(record: JsonObject, text: string): readonly UserText[] | null {
  if (record['isCompactSummary'] === true) {
    return [{ kind: 'notice', text, subtype: 'compact-summary', origin: 'assistant' }];
  }
  const origin = record['origin'];
  const kind = isJsonObject(origin) ? (textField(origin, 'kind') ?? 'human') : 'human';
  if (kind !== 'human')
    return [{ kind: 'notice', text, subtype: kind, origin: kind === 'channel' ? 'external' : 'tool' }];
  const isMeta =
    record['isMeta'] === true || record['isSynthetic'] === true || record['isVisibleInTranscriptOnly'] === true;
  if (!isMeta) return null;
  const pieces = splitUserText(text);
  const isKnown = (piece: UserText) =>
    piece.kind === 'dropped' || (piece.kind === 'notice' && piece.subtype === FILE_CHANGED);
  if (pieces.length > 0 && pieces.every(isKnown)) return pieces;
  const folder = /^Base directory for this skill: (.+)$/mu.exec(text)?.[1];
  const isForeign = folder !== undefined && isDependencyPath(folder);
  return [{ kind: 'notice', text, subtype: 'meta', origin: isForeign ? 'external' : 'tool' }];
}

function pieceEvent(piece: Exclude<UserText, { kind: 'dropped' }>, id: string, { line, state }: Place): SessionEvent {
  const base = { ...line.common, id, text: piece.text };
  const other = (subtype: string, origin: SessionEvent['origin']): SessionEvent => ({
    ...base,
    type: 'other',
    subtype,
    origin,
  });
  switch (piece.kind) {
    case 'typed':
      // What a subagent is told are its parent's words.
      if (line.isSubagent) return { ...base, type: 'assistant', agent: MAIN_AGENT, origin: 'assistant' };
      return { ...base, ...line.author, type: 'user', origin: 'user' };
    case 'command':
      if (line.isSubagent) return other('command', 'assistant');
      if (piece.hasWords) return { ...base, ...line.author, type: 'user', origin: 'user' };
      return { ...other('command', 'user'), ...line.author };
    case 'shell':
      return shellCall(piece.text, id, { line, state });
    case 'shell-output': {
      const call = state.shell;
      if (call === null) return other('shell-output', 'external');
      const origin = state.calls.originOf(call) ?? 'external';
      return { ...base, type: 'tool_result', call, tool: 'Bash', origin, isError: piece.isError };
    }
    case 'agent':
      return { ...base, type: 'assistant', origin: 'assistant' };
    case 'interrupt':
      return { ...base, type: 'feedback', origin: 'tool', isError: true };
    case 'notice':
      return other(piece.subtype, piece.origin);
    default:
      return assertNever(piece);
  }
}

/** A command that the person ran: a tool call with origin `user`. */
function shellCall(command: string, id: string, { line, state }: Place): ToolCallEvent {
  const call: ToolCallEvent = {
    ...line.common,
    ...line.author,
    id,
    type: 'tool_call',
    origin: line.isSubagent ? 'assistant' : 'user',
    call: id,
    tool: 'Bash',
    input: { command },
    text: command,
  };
  state.calls.add(call);
  state.shell = id;
  return call;
}

function noteSubagent(record: JsonObject, block: JsonObject, { line, state }: Place): void {
  const started = startedSubagent(record, block, state.calls);
  if (started !== null) state.context.agentNames.set(subagentSession(line.common.session, started.id), started.role);
}
