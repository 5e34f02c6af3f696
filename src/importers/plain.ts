import { isJsonObject, type JsonObject } from '../core/json.ts';
import { lowestOrigin, ORIGINS, type Origin } from '../core/origin.ts';
import type { SessionEvent } from '../core/sessions/event.ts';
import { decodeEvent, isEventError } from '../core/sessions/plain-event.ts';
import { resultOrigin } from '../core/sessions/result-origin.ts';
import { createContentIds } from './content-ids.ts';
import type { Importer, ReadContext, TranscriptSource } from './importer.ts';
import { isoTime } from './iso-time.ts';
import { textField } from './json-fields.ts';
import { jsonRecords, type RecordShape } from './json-records.ts';
import { type JsonLinesFormat, type RecordReading, readJsonLines } from './read-json-lines.ts';

const SHAPE: RecordShape = { start: /\{"(?:session|id|at|agent|author|type|text)":/u, isRecord: isPlainRecord };

const format: JsonLinesFormat = { name: 'plain', shape: SHAPE, createReader };

/** The plain event format of the command line: one event a line, with only `session`, `type` and a text or tool needed. */
export const plain: Importer = {
  name: 'plain',
  detects: (lines) => lines.some((line) => jsonRecords(line, SHAPE).records.some(isPlainRecord)),
  read: (source, context) => readJsonLines(source, format, context),
};

function isPlainRecord(record: JsonObject): boolean {
  return (
    typeof record['session'] === 'string' &&
    typeof record['type'] === 'string' &&
    (typeof record['text'] === 'string' || typeof record['tool'] === 'string')
  );
}

/** What an event is when its line names none of these types. */
const UNKNOWN_TYPE = 'other';
const HIGHEST: Readonly<Record<SessionEvent['type'], Origin>> = {
  user: 'user',
  assistant: 'assistant',
  tool_call: 'user',
  tool_result: 'tool',
  outcome: 'user',
  feedback: 'user',
  recall: 'assistant',
  other: 'assistant',
};
/** Where a line claims no origin. */
const USUAL: Readonly<Record<SessionEvent['type'], Origin>> = {
  ...HIGHEST,
  tool_call: 'assistant',
  outcome: 'tool',
  other: 'external',
};

function createReader(source: TranscriptSource, context: ReadContext): (record: JsonObject) => RecordReading {
  const contentId = createContentIds();
  const calls = new Map<string, 'tool' | 'external'>();
  const lastCalls = new Map<string, string>();
  let lastTime = source.modified;
  return (record) => {
    if (!isPlainRecord(record)) return { kind: 'lost' };
    lastTime = isoTime(record['at']) ?? lastTime;
    const id = textField(record, 'id') ?? contentId(record);
    const session = textField(record, 'session') ?? '';
    const decoded = decodeEvent({
      ...fieldsOf(record),
      id,
      at: lastTime,
      call: textField(record, 'call') ?? (record['type'] === 'tool_result' ? lastCalls.get(session) : undefined) ?? id,
    });
    if (isEventError(decoded)) return { kind: 'lost' };
    const call = 'call' in decoded ? `${session}\n${decoded.call}` : '';
    const event = { ...decoded, origin: originOf(decoded, textField(record, 'origin'), calls.get(call)) };
    if (event.type === 'tool_call') {
      calls.set(call, resultOrigin(event));
      lastCalls.set(session, event.call);
    }
    const speaks = event.origin === 'user' && event.author === undefined && context.author !== undefined;
    return { kind: 'events', agent: event.agent, events: [speaks ? { ...event, author: context.author } : event] };
  };
}

/** The fields of a plain event with what may be missing filled in; a field of the wrong kind counts as missing. */
function fieldsOf(record: JsonObject): JsonObject {
  const { type, input } = record;
  const isKnown = typeof type === 'string' && Object.hasOwn(HIGHEST, type);
  const tool = textField(record, 'tool');
  const optional = Object.fromEntries(
    ['author', 'parent_session', 'cwd'].flatMap((name) =>
      typeof record[name] === 'string' ? [[name, record[name]]] : [],
    ),
  );
  return {
    ...optional,
    session: record['session'] ?? '',
    agent: textField(record, 'agent') ?? 'unknown',
    type: isKnown ? type : UNKNOWN_TYPE,
    subtype: textField(record, 'subtype') ?? (typeof type === 'string' ? type : UNKNOWN_TYPE),
    text: textField(record, 'text') ?? tool ?? '',
    ...(tool !== undefined ? { tool } : type === 'tool_call' && { tool: 'unknown' }),
    input: isJsonObject(input) ? input : input === undefined || input === null ? {} : { input },
    is_error: record['is_error'] === true,
    memories: Array.isArray(record['memories'])
      ? record['memories'].filter((memory) => typeof memory === 'string')
      : [],
    origin: 'external',
  };
}

/** A line may claim less trust than is usual for its type, never more than its type can have. */
function originOf(event: SessionEvent, claimed: string | undefined, ofCall: 'tool' | 'external' | undefined): Origin {
  const claim = ORIGINS.find((origin) => origin === claimed) ?? USUAL[event.type];
  if (event.type !== 'tool_result') return lowestOrigin([claim, HIGHEST[event.type]]);
  const ofTool =
    event.tool === undefined ? 'tool' : resultOrigin({ ...event, type: 'tool_call', tool: event.tool, input: {} });
  return lowestOrigin([claim, HIGHEST.tool_result, ofCall ?? ofTool]);
}
