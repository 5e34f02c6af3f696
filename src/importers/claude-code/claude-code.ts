import { isJsonObject, type JsonObject } from '../../core/json.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { FILE_CHANGED } from '../../core/sessions/file-changed.ts';
import type { Importer, ReadContext, TranscriptSource } from '../importer.ts';
import { textField } from '../json-fields.ts';
import { jsonRecords, type RecordShape } from '../json-records.ts';
import { type JsonLinesFormat, type RecordReading, readJsonLines } from '../read-json-lines.ts';
import { readAssistantLine } from './assistant-line.ts';
import { textOf } from './content.ts';
import { createLeftFiles } from './file-changes.ts';
import { createKnownCalls } from './known-calls.ts';
import { nonEventType } from './known-records.ts';
import { createLineReader, type Line } from './line.ts';
import { createTokenCount } from './token-count.ts';
import { readQueuedPrompt, readUserLine, type UserLineState } from './user-line.ts';

const SHAPE: RecordShape = {
  start: /\{"(?:parentUuid|type|sessionId|uuid|isSidechain)":/u,
  isRecord: isClaudeCodeRecord,
};
/** Characters of a record of unknown type that are kept where it has no text of its own. */
const UNKNOWN_KEPT = 4000;

const format: JsonLinesFormat = { name: 'claude-code', shape: SHAPE, createReader };

/** Claude Code's JSON Lines, as it keeps them under `~/.claude/projects`; its makers change them at will. */
export const claudeCode: Importer = {
  name: 'claude-code',
  detects: (lines) =>
    lines.some(
      (line) =>
        jsonRecords(line, SHAPE).records.some(isClaudeCodeRecord) ||
        (SHAPE.start.test(line.slice(0, 40)) &&
          /"sessionId":"/u.test(line) &&
          /"userType":"|"parentUuid":/u.test(line)),
    ),
  read: (source, context) => readJsonLines(source, format, context),
};

function isClaudeCodeRecord(record: JsonObject): boolean {
  const type = textField(record, 'type');
  if (type === undefined) return false;
  if (type === 'summary') return textField(record, 'leafUuid') !== undefined;
  if (type === 'file-history-snapshot') return true;
  return (
    textField(record, 'sessionId') !== undefined &&
    ('uuid' in record || 'message' in record || nonEventType(record) !== null)
  );
}

function createReader(source: TranscriptSource, context: ReadContext): (record: JsonObject) => RecordReading {
  const readLine = createLineReader(source, context);
  const tokensOf = createTokenCount();
  const state: UserLineState = { calls: createKnownCalls(), files: createLeftFiles(), context, shell: null };
  return (record) => {
    const type = textField(record, 'type');
    if (type === undefined) return { kind: 'lost' };
    const line = readLine(record);
    const ignored = nonEventType(record);
    if (ignored !== null || line === null) return { kind: 'ignored', type: ignored ?? type };
    if (type === 'attachment') return readAttachment(record, line, state);
    if (!isJsonObject(record['message'])) return unknown(record, line);
    if (type === 'user') return readUserLine(record, line, state);
    if (type === 'assistant') return readAssistantLine(record, line, { calls: state.calls, tokensOf });
    return unknown(record, line);
  };
}

/** Of attachments a prompt that the person typed while the agent was at work is an event, and a file they changed. */
function readAttachment(record: JsonObject, line: Line, state: UserLineState): RecordReading {
  const attachment = record['attachment'];
  if (!isJsonObject(attachment)) return { kind: 'ignored', type: 'attachment' };
  const file = attachment['type'] === 'edited_text_file' ? textField(attachment, 'filename') : undefined;
  if (file !== undefined) {
    const shown = (textField(attachment, 'snippet') ?? '').replace(/^\s*\d+(?:→|\t)/gmu, ' ');
    const about = { type: 'other', subtype: FILE_CHANGED, origin: 'tool', text: `${file}\n${shown}` } as const;
    return { kind: 'events', agent: line.common.agent, events: [{ ...line.common, ...about, id: line.id }] };
  }
  const isPrompt = attachment['type'] === 'queued_command' && (attachment['commandMode'] ?? 'prompt') === 'prompt';
  if (!isPrompt) return { kind: 'ignored', type: `attachment/${textField(attachment, 'type') ?? 'other'}` };
  const prompt = attachment['prompt'];
  const blocks =
    typeof prompt === 'string'
      ? [{ type: 'text', text: prompt }]
      : Array.isArray(prompt)
        ? prompt.filter(isJsonObject)
        : [];
  return readQueuedPrompt({ ...record, ...attachment }, blocks, line, state);
}

function unknown(record: JsonObject, line: Line): RecordReading {
  const subtype = textField(record, 'type') ?? 'unknown';
  const message = record['message'];
  const told = textOf(record['content'] ?? (isJsonObject(message) ? message['content'] : message) ?? record['text']);
  const text = told === '' ? JSON.stringify(record).slice(0, UNKNOWN_KEPT) : told;
  const event: SessionEvent = { ...line.common, id: line.id, type: 'other', subtype, origin: 'external', text };
  return { kind: 'events', agent: line.common.agent, events: [event] };
}
