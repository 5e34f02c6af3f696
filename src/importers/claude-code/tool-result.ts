import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { hasDependencyHits } from '../../core/sessions/dependency-path.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { textField } from '../json-fields.ts';
import { textOf } from './content.ts';
import type { KnownCalls } from './known-calls.ts';
import { eventId, type Line } from './line.ts';
import { readAnswers } from './read-answers.ts';
import { readRejection } from './rejection.ts';

interface ResultBlock {
  readonly block: JsonObject;
  readonly index: number;
  readonly record: JsonObject;
}

/** The events of a `tool_result` block: the result, or what the person did instead of letting the call run. */
export function toolResultEvents(
  line: Line,
  { block, index, record }: ResultBlock,
  calls: KnownCalls,
): readonly SessionEvent[] {
  const call = textField(block, 'tool_use_id') ?? '';
  const known = calls.get(call);
  const text = textOf(block['content']);
  const isError = block['is_error'] === true;
  const base = { ...line.common, id: eventId(line, index), call };

  const rejection = isError ? readRejection(text) : null;
  if (rejection !== null) {
    // A tool whose answer comes from elsewhere could forge the program's words; then they are nobody's.
    const isPerson = rejection.kind === 'reason' && known?.resultOrigin === 'tool' && !line.isSubagent;
    const origin = isPerson ? 'user' : (known?.resultOrigin ?? 'external');
    return [{ ...base, ...(isPerson && line.author), type: 'feedback', origin, text: rejection.text, isError: true }];
  }

  const answers =
    known?.tool === 'AskUserQuestion' && known.input !== null && !isError
      ? readAnswers(known.input, record['toolUseResult'], text)
      : [];
  if (answers.length > 0) return answerEvents(line, index, call, answers);

  const isFoundInDependencies = known?.resultOrigin === 'tool' && hasDependencyHits(text);
  const origin = isFoundInDependencies ? 'external' : (known?.resultOrigin ?? 'external');
  return [{ ...base, type: 'tool_result', origin, ...(known !== undefined && { tool: known.tool }), text, isError }];
}

/** A choice is the person's act in an agent's words; an answer of their own is a message. */
function answerEvents(
  line: Line,
  index: number,
  call: string,
  answers: ReturnType<typeof readAnswers>,
): readonly SessionEvent[] {
  const told = answers.map(({ question, answer }) => `${question} → ${answer}`).join('\n');
  const typed = answers.filter(({ isTyped }) => isTyped && !line.isSubagent);
  return [
    ...typed.map(
      ({ answer }, place): SessionEvent => ({
        ...line.common,
        ...line.author,
        id: eventId(line, index, place + 1),
        type: 'user',
        origin: 'user',
        text: answer,
      }),
    ),
    {
      ...line.common,
      ...line.author,
      id: eventId(line, index),
      type: 'feedback',
      origin: 'assistant',
      call,
      text: told,
      isError: false,
    },
  ];
}

/** The subagent that a result reports of: its session's agent id and the role it was started in. */
export function startedSubagent(
  record: JsonObject,
  block: JsonObject,
  calls: KnownCalls,
): { readonly id: string; readonly role: string } | null {
  const result = record['toolUseResult'];
  const id = isJsonObject(result) ? textField(result, 'agentId') : undefined;
  const input = calls.get(textField(block, 'tool_use_id') ?? '')?.input;
  const role = input === null || input === undefined ? undefined : textField(input, 'subagent_type');
  return id === undefined || role === undefined ? null : { id, role };
}
